/* The desk by keys: J and K go from letter to letter, L, S and R press what stands under the letter one is in,
   U takes back. They rest while one types, with Ctrl, Alt or Meta held, and where somebody turned them off. */
(function () {
  "use strict";

  var desk = document.querySelector("[data-desk]");
  var line = document.querySelector("[data-keys]");
  if (!desk || !Element.prototype.closest) { return; }
  var NAME = "myosotis-keys";
  var off = read() === "off";

  function read() {
    try { return window.localStorage.getItem(NAME); } catch (refused) { return null; }
  }

  function keep(value) {
    try { window.localStorage.setItem(NAME, value); } catch (refused) { /* For this page alone, then. */ }
  }

  function letters() {
    return Array.prototype.slice.call(desk.querySelectorAll("[data-message]"));
  }

  /* The letter somebody is in now, with the eyes of the keyboard. */
  function here() {
    var focused = document.activeElement;
    return focused && focused.closest ? focused.closest("[data-message]") : null;
  }

  /* The one coloured button of the page stands under the letter one is in. */
  function mark(letter) {
    letters().forEach(function (one) {
      var button = one.querySelector("[data-act=l]");
      if (one === letter) { one.setAttribute("aria-current", "true"); } else { one.removeAttribute("aria-current"); }
      if (button) { button.classList[one === letter ? "add" : "remove"]("button--primary"); }
    });
  }

  function go(letter, still) {
    letter.focus({ preventScroll: true });
    mark(letter);
    if (!still && letter.scrollIntoView) { letter.scrollIntoView({ block: "start" }); }
  }

  function step(by) {
    var all = letters();
    var at = all.indexOf(here());
    var marked = all.indexOf(desk.querySelector("[aria-current]"));
    var to = at < 0 ? Math.max(marked, 0) : at + by;
    if (all[to]) { go(all[to]); }
  }

  function press(button) {
    if (button) { button.click(); }
  }

  function act(key) {
    var letter = here();
    press(letter && letter.querySelector("[data-act=" + key + "]"));
  }

  function show() {
    if (!line) { return; }
    var turn = line.querySelector("[data-keys-turn]");
    line.hidden = false;
    line.setAttribute("data-is", off ? "off" : "on");
    turn.textContent = line.getAttribute(off ? "data-on" : "data-off");
  }

  document.addEventListener("keydown", function (event) {
    var key = String(event.key).toLowerCase();
    var typing = event.target.closest && event.target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
    if (off || typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat && key !== "j" && key !== "k") {
      return;
    }
    if (key === "j" || key === "k") { step(key === "j" ? 1 : -1); }
    else if (key === "l" || key === "s" || key === "r") { act(key); }
    else if (key === "u") { press(document.querySelector("[data-done] button")); }
    else { return; }
    event.preventDefault();
  });

  desk.addEventListener("focusin", function (event) {
    var letter = event.target.closest("[data-message]");
    if (letter) { mark(letter); }
  });

  if (line) {
    line.querySelector("[data-keys-turn]").addEventListener("click", function () {
      off = !off;
      keep(off ? "off" : "on");
      show();
    });
  }
  show();

  /* After an act one goes on with the letter that took its place; where none is left, the way back has the word.
     A browser that goes to the part of a page an address names lets go of the focus, so this comes after it. */
  function resume() {
    var next = desk.querySelector("[aria-current]");
    var back = document.querySelector("[data-done] button");
    if (desk.hasAttribute("data-moved") && next) {
      go(next, true);
    } else if (back) {
      back.focus({ preventScroll: true });
    }
  }

  window.addEventListener("load", function () { window.setTimeout(resume, 0); });
})();
