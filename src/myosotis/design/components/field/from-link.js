/* A link may carry a code behind its #, which browsers never send. It is put into its field, and taken out of
   the address, so that it stays in no history. Without scripts the code is typed. */
(function () {
  "use strict";

  var field = document.querySelector("input[data-from-link]");

  function take() {
    var code = (location.hash || "").slice(1);
    if (!/^[0-9A-Za-z-]{12,40}$/.test(code)) { return; }
    if (window.history && history.replaceState) {
      history.replaceState(null, "", location.pathname + location.search);
    }
    field.value = code;
  }

  if (!field) { return; }
  take();
  window.addEventListener("hashchange", take);
})();
