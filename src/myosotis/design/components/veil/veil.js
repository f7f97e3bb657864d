/* The veil: looks, or covers again, without leaving the place one is reading. Without this script, and whenever
   anything here goes wrong, the form is sent as forms are. */
(function () {
  "use strict";

  if (!window.fetch || !window.FormData || !Element.prototype.closest) { return; }

  function firstElement(html) {
    var holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content ? holder.content.firstElementChild : null;
  }

  /* Focus goes to the picture's own control, so that a keyboard or a screen reader stays where it was. */
  function settle(figure) {
    var control = figure.querySelector("form[data-veil] button");
    var picture = figure.querySelector("img");
    if (control) {
      control.focus({ preventScroll: true });
    } else {
      figure.setAttribute("tabindex", "-1");
      figure.focus({ preventScroll: true });
    }
    if (picture && picture.decode) { picture.decode().catch(function () { picture.removeAttribute("decoding"); }); }
  }

  function send(form) {
    var data = new FormData(form);
    var token = form.querySelector("[name=csrfmiddlewaretoken]");
    var headers = { "X-Requested-With": "fetch", "Accept": "text/html" };
    if (token) { headers["X-CSRFToken"] = token.value; }
    return fetch(form.action, {
      method: "POST", body: data, headers: headers, credentials: "same-origin", redirect: "error"
    }).then(function (answer) {
      var type = answer.headers.get("Content-Type") || "";
      if (answer.status !== 200 || type.indexOf("text/html") !== 0) { throw new Error("no fragment"); }
      return answer.text();
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches || !form.matches("form[data-veil]")) { return; }
    var figure = form.closest("[data-picture]");
    if (!figure || form.getAttribute("data-sent")) { return; }
    event.preventDefault();
    form.setAttribute("data-sent", "yes");
    figure.setAttribute("aria-busy", "true");
    send(form).then(function (html) {
      var fresh = firstElement(html);
      if (!fresh || !fresh.matches("[data-picture]")) { throw new Error("no picture"); }
      figure.parentNode.replaceChild(fresh, figure);
      settle(fresh);
    }).catch(function () {
      /* form.submit() asks nobody again, so this cannot go round in a circle. */
      form.submit();
    });
  });
})();
