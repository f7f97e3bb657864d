/* The first page of a link: what opens it lies behind the #, which no browser sends. It is taken out of the
   address, so that it stays in no history, and sent on as a form. Without scripts the code is typed. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-open-link]");

  function take() {
    var token = (location.hash || "").slice(1);
    if (!/^[0-9A-Za-z_-]{32,64}$/.test(token)) { return; }
    if (window.history && history.replaceState) {
      history.replaceState(null, "", location.pathname + location.search);
    }
    document.querySelector("[data-opening]").hidden = false;
    document.querySelector("[data-by-code]").hidden = true;
    form.elements.token.value = token;
    form.submit();
  }

  if (!form) { return; }
  take();
  window.addEventListener("hashchange", take);
})();
