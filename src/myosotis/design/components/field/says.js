/* An example that follows what somebody chooses or types: [data-says=x] shows the words of the choice x, or
   what stands in own_x. Without scripts every choice has an example of its own. */
(function () {
  "use strict";
  function follow(place) {
    var name = place.getAttribute("data-says"), form = document.querySelector("form [name=own_" + name + "]").form;
    function show() {
      var chosen = form.querySelector("[name=" + name + "]:checked"), own = form.querySelector("[name=own_" + name + "]");
      if (!chosen) { return; }
      var words = chosen.value === "own" ? own.value.trim() : chosen.parentNode.querySelector("b").textContent;
      place.textContent = words || "…";
    }
    form.addEventListener("input", function (event) {
      var own = form.querySelector("[name=" + name + "][value=own]");
      if (event.target.name === "own_" + name && event.target.value.trim()) { own.checked = true; }
      show();
    });
    form.addEventListener("change", show);
    show();
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-says]"), follow);
})();
