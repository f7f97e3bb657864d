/* The sheet, part four: a form becomes a blank page. Without this script its plain fields are used. */
(function () {
  "use strict";

  var sheet = window.MyosotisSheet;

  function pageName() {
    var bytes = new Uint8Array(8);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  function blockAt(part) {
    var node = window.getSelection().anchorNode;
    while (node && node.parentNode !== part) { node = node.parentNode; }
    return node;
  }

  /* Whatever is pasted becomes plain paragraphs; the browser types them, so the browser can undo them. */
  function paste(event, changed) {
    var data = event.clipboardData || window.clipboardData;
    if (!data) { return; }
    event.preventDefault();
    data.getData("text").split(/\r?\n+/).filter(function (line) { return line.trim(); }).forEach(function (line, at) {
      if (at) { document.execCommand("insertParagraph"); }
      document.execCommand("insertText", false, line.replace(/\t/g, " "));
    });
    changed();
  }

  function keys(event, part) {
    if (event.isComposing) { return; }
    var block = blockAt(part);
    if (event.key === "Enter" && block && block.tagName !== "P" && !block.textContent.trim()) {
      /* Enter in an empty heading or quote: a paragraph again. */
      event.preventDefault();
      document.execCommand("formatBlock", false, "<p>");
    } else if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      document.execCommand("insertParagraph");
    } else if (event.key === "Backspace" && part.children.length === 1 && block && !block.textContent) {
      /* The last paragraph stays a paragraph, so that the next key has somewhere to go. */
      event.preventDefault();
      if (block.tagName !== "P") { document.execCommand("formatBlock", false, "<p>"); }
    }
  }

  function tidy(part) {
    Array.prototype.forEach.call(part.querySelectorAll("[style]"), function (one) { one.removeAttribute("style"); });
    Array.prototype.forEach.call(part.children, function (one) { one.dir = "auto"; });
    if (!part.firstElementChild && !part.textContent) {
      var line = part.appendChild(document.createElement("p"));
      line.appendChild(document.createElement("br"));
      window.getSelection().collapse(line, 0);
    }
  }

  function hidden(form, name, value) {
    var input = form.appendChild(document.createElement("input"));
    input.type = "hidden";
    input.name = name;
    input.value = value;
  }

  /* A title is hidden until somebody wants one. */
  function title(form, words) {
    var input = form.querySelector("[data-title]");
    var more = form.querySelector("[data-more]");
    if (!input) { return; }
    input.addEventListener("keydown", function (event) {
      if (event.key === "Enter") {
        event.preventDefault();
        form.querySelector(".blocks__text").focus();
      }
    });
    if (input.value || !more) { return; }
    input.hidden = true;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--plain";
    button.textContent = words("label-title");
    button.addEventListener("click", function () {
      input.hidden = false;
      more.removeChild(button);
      input.focus();
    });
    more.insertBefore(button, more.firstChild);
  }

  function open(form) {
    var store = form.querySelector("[data-blocks]");
    var status = form.querySelector("[data-state]");
    var plain = form.querySelector("[data-plain]");
    var list = JSON.parse(store.value || "[]");
    function words(name) { return form.getAttribute("data-" + name) || ""; }
    function describe(id) {
      var found = null;
      Array.prototype.forEach.call(form.querySelectorAll("[data-picture-words]"), function (one) {
        if (one.getAttribute("data-picture-words") === id) { found = one; }
      });
      return found ? found.textContent : "";
    }

    var root = document.createElement("div");
    root.className = "blocks";
    var keeper = new sheet.Keeper(form, function (state, sentence) {
      /* "Kept" is not said again while one writes on: it fades, and comes back when it is true again. */
      var text = sentence || (state === "changed" ? status.textContent : words(state));
      if (status.textContent !== text) { status.textContent = text; }
      status.setAttribute("data-is", state);
    }, function () {
      store.value = JSON.stringify(sheet.read(root));
      return new Blob([store.value]).size + 2000;
    });
    function blank() {
      var first = root.querySelector(".blocks__text");
      var nothing = sheet.isBlank(root);
      first.classList[nothing ? "add" : "remove"]("is-blank");
      return nothing;
    }
    function changed() { blank(); keeper.changed(); }

    sheet.draw(root, list, words, describe, changed);
    form.insertBefore(root, plain || null);
    if (plain) { plain.parentNode.removeChild(plain); }
    store.disabled = false;
    hidden(form, "page", pageName());
    hidden(form, "turn", "0");
    title(form, words);
    document.execCommand("defaultParagraphSeparator", false, "p");
    new sheet.Toolbar(root, words, changed);

    root.addEventListener("input", function (event) {
      var part = event.target.closest ? event.target.closest(".blocks__text") : null;
      if (part) { tidy(part); changed(); }
    });
    root.addEventListener("paste", function (event) { if (event.target.closest(".blocks__text")) { paste(event, changed); } });
    root.addEventListener("click", function (event) {
      /* A tap on the empty paper below the words: write on at their end. */
      var parts = root.querySelectorAll(".blocks__text");
      if (event.target !== root) { return; }
      parts[parts.length - 1].focus();
      window.getSelection().selectAllChildren(parts[parts.length - 1]);
      window.getSelection().collapseToEnd();
    });
    root.addEventListener("drop", function (event) { event.preventDefault(); });
    root.addEventListener("keydown", function (event) {
      var part = event.target.closest ? event.target.closest(".blocks__text") : null;
      if (part) { keys(event, part); }
    });
    form.addEventListener("input", function (event) { if (!root.contains(event.target)) { keeper.changed(); } });
    form.addEventListener("focusout", function () { keeper.keep(); });
    form.addEventListener("submit", function (event) {
      /* A word of the sheet that leads on (the date, who can read it, pictures): keep first, then go there. */
      var pressed = event.submitter || document.activeElement;
      event.preventDefault();
      keeper.keep();
      if (pressed && pressed.name === "then" && pressed.value) {
        window.location.assign(form.getAttribute("action").replace(/[^/]*$/, "") + pressed.value);
      }
    });
    if (blank()) { root.querySelector(".blocks__text").focus(); }
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-sheet]"), function (form) {
    if (window.fetch && window.FormData && window.crypto && form.querySelector("[data-blocks]")) { open(form); }
  });
})();
