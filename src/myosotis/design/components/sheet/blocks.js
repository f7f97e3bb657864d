/* The sheet, part one: blocks as JSON and blocks as paragraphs one can write in.
   Words stand in editable parts; a picture stands between two of them and is never inside one, so that no key
   and no selection can take it away. It is shown covered, by its words, and can only be moved. */
(function () {
  "use strict";

  var KINDS = { paragraph: "p", heading: "h2", quote: "blockquote" };
  var sheet = window.MyosotisSheet = window.MyosotisSheet || {};

  function freshId() {
    var bytes = new Uint8Array(4);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  function kindOf(element) {
    if (/^H[1-6]$/.test(element.tagName)) { return "heading"; }
    return element.tagName === "BLOCKQUOTE" ? "quote" : "paragraph";
  }

  /* ── From JSON to the page ── */
  function inline(run) {
    var node = document.createTextNode(run.t);
    function around(tag) {
      var outer = document.createElement(tag);
      outer.appendChild(node);
      node = outer;
      return outer;
    }
    if (run.em) { around("em"); }
    if (run.strong) { around("strong"); }
    if (run.href && sheet.safeAddress(run.href)) { around("a").setAttribute("href", run.href); }
    return node;
  }

  function textBlock(block) {
    var element = document.createElement(KINDS[block.kind] || "p");
    element.setAttribute("data-block", block.id || freshId());
    element.dir = "auto";
    (block.runs || []).forEach(function (run) { if (run.t) { element.appendChild(inline(run)); } });
    if (!element.firstChild) { element.appendChild(document.createElement("br")); }
    return element;
  }

  function part(words) {
    var element = document.createElement("div");
    element.className = "blocks__text";
    element.setAttribute("contenteditable", "true");
    element.setAttribute("role", "textbox");
    element.setAttribute("aria-multiline", "true");
    element.setAttribute("aria-label", words("label-words"));
    element.setAttribute("data-hint", words("hint"));
    return element;
  }

  function fill(element) {
    if (!element.firstElementChild) { element.appendChild(textBlock({ kind: "paragraph" })); }
  }

  function pictureBlock(block, words, description, moved) {
    var figure = document.createElement("div");
    figure.className = "blocks__picture";
    figure.setAttribute("data-block", block.id || freshId());
    figure.setAttribute("data-picture-id", block.picture);
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", description || words("label-picture"));
    var veil = figure.appendChild(document.createElement("div"));
    veil.className = "veil";
    var said = veil.appendChild(document.createElement("p"));
    said.dir = "auto";
    said.textContent = description || words("label-picture");
    var actions = veil.appendChild(document.createElement("div"));
    actions.className = "actions";
    [["label-up", -1], ["label-down", 1]].forEach(function (pair) {
      var button = actions.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "button";
      button.textContent = words(pair[0]);
      button.addEventListener("click", function () { sheet.move(figure, pair[1]); button.focus(); moved(); });
    });
    return figure;
  }

  /* Fills `root` from the list of blocks: part, picture, part, picture, … part. */
  sheet.draw = function (root, list, words, descriptionOf, moved) {
    var current = root.appendChild(part(words));
    list.forEach(function (block) {
      if (block.kind === "picture") {
        fill(current);
        root.appendChild(pictureBlock(block, words, descriptionOf(block.picture), moved));
        current = root.appendChild(part(words));
      } else {
        current.appendChild(textBlock(block));
      }
    });
    fill(current);
  };

  function isBlank(block) { return !block.textContent.trim(); }

  /* Is there nothing on the sheet at all? */
  sheet.isBlank = function (root) {
    var parts = root.querySelectorAll(".blocks__text");
    return parts.length === 1 && isBlank(parts[0]);
  };

  /* One step up or down: past one paragraph with words in it, or past nothing more than blank lines. */
  sheet.move = function (figure, step) {
    var root = figure.parentNode;
    var bar = root.querySelector(".toolbar");
    if (bar) { root.appendChild(bar); } /* it stands between parts while words are selected; not now */
    var from = step < 0 ? figure.previousElementSibling : figure.nextElementSibling;
    var to = step < 0 ? figure.nextElementSibling : figure.previousElementSibling;
    var carried = false;
    while (from.firstElementChild && !carried) {
      var block = step < 0 ? from.lastElementChild : from.firstElementChild;
      carried = !isBlank(block);
      if (!carried) { from.removeChild(block); continue; }
      if (to.children.length === 1 && isBlank(to.firstElementChild)) { to.removeChild(to.firstElementChild); }
      to.insertBefore(block, step < 0 ? to.firstChild : null);
    }
    var neighbour = step < 0 ? from.previousElementSibling : from.nextElementSibling;
    if (!carried && neighbour && neighbour.hasAttribute("data-picture-id")) {
      /* Nothing but blank lines between two pictures: they change places. */
      var mark = root.insertBefore(document.createComment(""), figure);
      root.insertBefore(figure, neighbour);
      root.insertBefore(neighbour, mark);
      root.removeChild(mark);
    }
    fill(from);
    fill(to);
  };

  /* ── From the page to JSON ── */
  sheet.safeAddress = function (address) { return /^(https?:\/\/|mailto:)[^\s]+$/i.test(address); };

  function addRun(runs, text, marks) {
    var last = runs[runs.length - 1];
    if (last && last.em === marks.em && last.strong === marks.strong && last.href === marks.href) {
      last.t += text;
    } else {
      runs.push({ t: text, em: marks.em, strong: marks.strong, href: marks.href });
    }
  }

  function walk(node, marks, runs) {
    Array.prototype.forEach.call(node.childNodes, function (child) {
      if (child.nodeType === 3) {
        var text = child.nodeValue.replace(/\r\n?/g, "\n").replace(/\t/g, " ");
        if (text) { addRun(runs, text, marks); }
      } else if (child.nodeType === 1) {
        var address = child.tagName === "A" ? child.getAttribute("href") || "" : "";
        walk(child, {
          em: marks.em || child.tagName === "EM" || child.tagName === "I",
          strong: marks.strong || child.tagName === "STRONG" || child.tagName === "B",
          href: sheet.safeAddress(address) ? address : marks.href
        }, runs);
      }
    });
  }

  function runsOf(node) {
    var runs = [];
    walk(node, { em: false, strong: false, href: "" }, runs);
    return runs.map(function (run) {
      var kept = { t: run.t };
      if (run.em) { kept.em = true; }
      if (run.strong) { kept.strong = true; }
      if (run.href) { kept.href = run.href; }
      return kept;
    });
  }

  /* A browser that splits a paragraph gives both halves one id; the later half gets its own. */
  function ownId(element, seen) {
    var id = element.getAttribute("data-block");
    if (!/^[0-9a-f]{8}$/.test(id || "") || seen[id]) {
      id = freshId();
      element.setAttribute("data-block", id);
    }
    seen[id] = true;
    return id;
  }

  /* Browsers put a paragraph inside a quote, or loose words beside one; both become plain blocks. */
  function textBlocks(holder, seen, found) {
    Array.prototype.slice.call(holder.childNodes).forEach(function (child) {
      if (child.nodeType === 3 && child.nodeValue.trim()) {
        var own = document.createElement("p");
        holder.replaceChild(own, child);
        own.appendChild(child);
        child = own;
      }
      if (child.nodeType !== 1) { return; }
      if (child.querySelector("p, h2, blockquote, div")) { textBlocks(child, seen, found); return; }
      if (!isBlank(child)) { found.push({ id: ownId(child, seen), kind: kindOf(child), runs: runsOf(child) }); }
    });
  }

  /* The list of blocks of the page; blank paragraphs are left out. */
  sheet.read = function (root) {
    var found = [], seen = {};
    Array.prototype.forEach.call(root.children, function (child) {
      if (child.hasAttribute("data-picture-id")) {
        found.push({ id: ownId(child, seen), kind: "picture", picture: child.getAttribute("data-picture-id") });
      } else if (child.classList.contains("blocks__text")) {
        textBlocks(child, seen, found);
      }
    });
    return found;
  };
})();
