/* The sheet, part two: what can be done with selected words. Words, not icons; there only while something is
   selected; it stands in the page right after the words, so that Tab leads to it and Escape leads back. */
(function () {
  "use strict";

  var sheet = window.MyosotisSheet = window.MyosotisSheet || {};

  function command(name, value) {
    document.execCommand("styleWithCSS", false, false);
    document.execCommand(name, false, value);
  }

  function partOf(node) {
    while (node && !(node.classList && node.classList.contains("blocks__text"))) { node = node.parentNode; }
    return node;
  }

  function blockOf(node, part) {
    while (node && node.parentNode !== part) { node = node.parentNode; }
    return node;
  }

  function anchorOf(node, part) {
    while (node && node !== part) {
      if (node.tagName === "A") { return node; }
      node = node.parentNode;
    }
    return null;
  }

  function Toolbar(root, words, changed) {
    this.root = root;
    this.words = words;
    this.changed = changed;
    this.range = null;
    this.part = null;
    this.element = document.createElement("div");
    this.element.className = "toolbar";
    this.element.hidden = true;
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", words("label-toolbar"));
    this.buttons = {};
    this.build();
    this.listen();
  }

  Toolbar.prototype.build = function () {
    var bar = this;
    this.marks = this.element.appendChild(document.createElement("div"));
    this.marks.className = "toolbar__marks";
    [
      ["em", function () { command("italic"); }],
      ["strong", function () { command("bold"); }],
      ["link", function () { bar.ask(); }],
      ["heading", function () { bar.shape("H2"); }],
      ["quote", function () { bar.shape("BLOCKQUOTE"); }]
    ].forEach(function (pair) {
      bar.buttons[pair[0]] = bar.button(bar.marks, bar.words("label-" + pair[0]), function () {
        bar.restore();
        pair[1]();
        if (pair[0] !== "link") { bar.after(); }
      });
    });
    this.address = this.element.appendChild(document.createElement("div"));
    this.address.className = "toolbar__address";
    this.address.hidden = true;
    var label = this.address.appendChild(document.createElement("label"));
    label.textContent = this.words("label-address");
    this.input = label.appendChild(document.createElement("input"));
    this.input.type = "url";
    this.input.autocomplete = "off";
    this.input.placeholder = "https://";
    this.button(this.address, this.words("label-set"), function () { bar.link(); });
    this.button(this.address, this.words("label-unset"), function () { bar.unlink(); });
    this.input.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { event.preventDefault(); bar.link(); }
    });
  };

  Toolbar.prototype.button = function (place, text, act) {
    var button = place.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = text;
    /* The press must not take the selection away before the click arrives. */
    button.addEventListener("mousedown", function (event) { event.preventDefault(); });
    button.addEventListener("click", act);
    return button;
  };

  Toolbar.prototype.restore = function () {
    if (!this.range || !this.part) { return; }
    this.part.focus();
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(this.range);
  };

  Toolbar.prototype.after = function () {
    this.changed();
    this.look();
  };

  /* A heading or a quote, or a paragraph again. The browser does it, so the browser can undo it. */
  Toolbar.prototype.shape = function (tag) {
    var block = blockOf(window.getSelection().anchorNode, this.part);
    command("formatBlock", block && block.tagName === tag ? "<p>" : "<" + tag.toLowerCase() + ">");
  };

  Toolbar.prototype.ask = function () {
    var there = anchorOf(window.getSelection().anchorNode, this.part);
    this.input.value = there ? there.getAttribute("href") : "";
    this.input.removeAttribute("aria-invalid");
    this.marks.hidden = true;
    this.address.hidden = false;
    this.input.focus();
  };

  Toolbar.prototype.link = function () {
    var address = this.input.value.trim();
    if (address && !/^[a-z]+:/i.test(address)) { address = "https://" + address; }
    if (!sheet.safeAddress(address)) { this.input.setAttribute("aria-invalid", "true"); this.input.focus(); return; }
    this.restore();
    command("createLink", address);
    this.answered();
  };

  Toolbar.prototype.unlink = function () {
    this.restore();
    command("unlink");
    this.answered();
  };

  Toolbar.prototype.answered = function () {
    this.address.hidden = true;
    this.marks.hidden = false;
    this.after();
  };

  Toolbar.prototype.hide = function () {
    this.element.hidden = true;
    this.address.hidden = true;
    this.marks.hidden = false;
  };

  /* Is anything selected? Then stand under it; else go. While the toolbar itself has the focus it stays. */
  Toolbar.prototype.look = function () {
    if (this.element.contains(document.activeElement)) { return; }
    var selection = window.getSelection();
    var part = selection.rangeCount ? partOf(selection.anchorNode) : null;
    var here = part && this.root.contains(part) && part === document.activeElement;
    if (!here || selection.isCollapsed || !String(selection).trim()) { this.hide(); return; }
    this.part = part;
    this.range = selection.getRangeAt(0).cloneRange();
    if (this.element.previousElementSibling !== part) { part.parentNode.insertBefore(this.element, part.nextSibling); }
    this.element.hidden = false;
    var under = this.range.getBoundingClientRect();
    var frame = this.root.getBoundingClientRect();
    this.element.style.top = Math.max(0, under.bottom - frame.top + 8) + "px";
    var block = blockOf(selection.anchorNode, part);
    this.press("em", document.queryCommandState("italic"));
    this.press("strong", document.queryCommandState("bold"));
    this.press("link", !!anchorOf(selection.anchorNode, part));
    this.press("heading", !!block && block.tagName === "H2");
    this.press("quote", !!block && block.tagName === "BLOCKQUOTE");
  };

  Toolbar.prototype.press = function (name, on) { this.buttons[name].setAttribute("aria-pressed", on ? "true" : "false"); };

  Toolbar.prototype.listen = function () {
    var bar = this;
    document.addEventListener("selectionchange", function () { bar.look(); });
    document.addEventListener("focusin", function () { bar.look(); });
    this.element.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        event.preventDefault();
        bar.restore();
        bar.hide();
      } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        var all = Array.prototype.slice.call(bar.marks.querySelectorAll("button"));
        var at = all.indexOf(document.activeElement);
        if (at < 0) { return; }
        event.preventDefault();
        all[(at + (event.key === "ArrowRight" ? 1 : all.length - 1)) % all.length].focus();
      }
    });
    this.root.addEventListener("keydown", function (event) {
      if (event.altKey && event.key === "F10" && !bar.element.hidden) { event.preventDefault(); bar.buttons.em.focus(); }
    });
  };

  sheet.Toolbar = Toolbar;
})();
