/* Adds a button that copies a code. Where the browser cannot, it says so; the code can always be selected. */
(function () {
  "use strict";

  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "visually-hidden";
    document.body.appendChild(area);
    area.select();
    area.setSelectionRange(0, text.length);
    var done = document.execCommand("copy");
    document.body.removeChild(area);
    return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () { return byHand(text); });
    }
    return byHand(text);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-copy]"), function (place) {
    var code = place.parentNode.querySelector("[data-code]");
    if (!code) { return; }
    var button = document.createElement("button");
    var said = document.createElement("span");
    button.type = "button";
    button.className = "button";
    button.textContent = place.getAttribute("data-label");
    said.setAttribute("role", "status");
    button.addEventListener("click", function () {
      copy(code.getAttribute("data-code")).then(function () {
        said.textContent = place.getAttribute("data-done");
        button.focus();
      }).catch(function () {
        said.textContent = place.getAttribute("data-failed");
      });
    });
    place.appendChild(button);
    place.appendChild(said);
    place.hidden = false;
  });
})();
