/* Several pictures at once: one request for each, two at a time, a line for each, and nobody leaves the page.
   Markup: <form data-pictures data-url="…" data-…words><input type="file" multiple></form>
           <ol data-list></ol> (anywhere on the page; the first one after the form is taken). */
(function () {
  "use strict";

  var AT_ONCE = 2;

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) { element.className = name; }
    if (text) { element.textContent = text; }
    return element;
  }

  /* One line of the list; `say` and `progress` are all the queue knows of it. */
  function Row(list, file, words, again) {
    this.element = make("li", "upload upload--going");
    this.element.appendChild(make("span", "upload__name", file.name)).dir = "auto";
    this.bar = this.element.appendChild(make("progress", "upload__bar"));
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", words("progress") + ": " + file.name);
    this.said = this.element.appendChild(make("span", "upload__said", words("waiting")));
    this.said.setAttribute("role", "status");
    this.again = make("button", "button button--plain", words("again"));
    this.again.type = "button";
    this.again.addEventListener("click", again);
    list.appendChild(this.element);
  }
  Row.prototype.state = function (state, text, offerAgain) {
    this.element.className = "upload upload--" + state;
    this.said.textContent = text;
    this.bar.hidden = state !== "going";
    if (offerAgain) { this.element.appendChild(this.again); }
    else if (this.again.parentNode) { this.element.removeChild(this.again); }
  };

  function Queue(form, list) {
    this.form = form;
    this.list = list;
    this.waiting = [];
    this.going = 0;
  }
  Queue.prototype.words = function (name) { return this.form.getAttribute("data-" + name) || ""; };
  Queue.prototype.add = function (files) {
    var queue = this;
    Array.prototype.forEach.call(files, function (file) {
      var job = { file: file };
      job.row = new Row(queue.list, file, queue.words.bind(queue), function () {
        job.row.state("going", queue.words("waiting"), false);
        queue.waiting.push(job);
        queue.next();
      });
      queue.waiting.push(job);
    });
    this.next();
  };
  Queue.prototype.next = function () {
    while (this.going < AT_ONCE && this.waiting.length) {
      this.going += 1;
      this.send(this.waiting.shift());
    }
  };
  Queue.prototype.body = function (job) {
    /* What else the form asks (which moment, which words) goes with each picture. */
    var data = new FormData();
    Array.prototype.forEach.call(this.form.elements, function (one) {
      if (one.name && one.type !== "file" && one.type !== "submit" && !one.disabled) {
        if ((one.type !== "checkbox" && one.type !== "radio") || one.checked) { data.append(one.name, one.value); }
      }
    });
    data.append("picture", job.file, job.file.name);
    return data;
  };
  Queue.prototype.send = function (job) {
    var queue = this;
    var request = new XMLHttpRequest();
    var token = this.form.querySelector("[name=csrfmiddlewaretoken]");
    request.open("POST", this.words("url"));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "fetch");
    if (token) { request.setRequestHeader("X-CSRFToken", token.value); }
    request.upload.onprogress = function (event) {
      if (event.lengthComputable) { job.row.bar.value = Math.round(100 * event.loaded / event.total); }
    };
    request.upload.onload = function () { job.row.said.textContent = queue.words("keeping"); };
    request.onload = function () { queue.answered(job, request); };
    request.onerror = request.ontimeout = function () {
      job.row.state("refused", queue.words("offline"), true);
      queue.done();
    };
    job.row.said.textContent = this.words("going");
    request.send(this.body(job));
  };
  Queue.prototype.answered = function (job, request) {
    var answer = null;
    try { answer = JSON.parse(request.responseText); } catch (notJson) { answer = null; }
    if (answer && answer.kept === true) {
      job.row.state("kept", this.words("kept"), false);
      this.place(answer.html);
    } else if (answer && typeof answer.refused === "string") {
      job.row.state("refused", answer.refused, true);
    } else {
      job.row.state("refused", this.words(request.status === 401 || request.status === 403 ? "signed-out" : "failed"), true);
    }
    this.done();
  };
  /* What the server drew of a kept picture (covered, always) goes where the page says, if it says so. */
  Queue.prototype.place = function (html) {
    var target = document.querySelector("[data-kept-pictures]");
    if (!target || !html) { return; }
    var holder = document.createElement("template");
    holder.innerHTML = html;
    target.appendChild(holder.content);
  };
  Queue.prototype.done = function () {
    this.going -= 1;
    this.next();
  };
  Queue.prototype.busy = function () { return this.going > 0 || this.waiting.length > 0; };

  function dropping(form, queue) {
    var depth = 0;
    function over(on) { form.classList[on ? "add" : "remove"]("is-over"); }
    form.addEventListener("dragenter", function (event) { event.preventDefault(); depth += 1; over(true); });
    form.addEventListener("dragleave", function () { depth -= 1; if (depth <= 0) { depth = 0; over(false); } });
    form.addEventListener("dragover", function (event) { event.preventDefault(); });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      depth = 0;
      over(false);
      if (event.dataTransfer) { queue.add(event.dataTransfer.files); }
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-pictures]"), function (form) {
    var input = form.querySelector("input[type=file]");
    var list = document.querySelector(form.getAttribute("data-list-at") || "[data-list]");
    if (!input || !list || !window.FormData) { return; }
    var queue = new Queue(form, list);
    Array.prototype.forEach.call(form.querySelectorAll("[type=submit]"), function (button) { button.hidden = true; });
    input.required = false;
    input.addEventListener("change", function () {
      queue.add(input.files);
      input.value = "";
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); queue.add(input.files); input.value = ""; });
    dropping(form, queue);
    window.addEventListener("beforeunload", function (event) {
      if (queue.busy()) { event.preventDefault(); event.returnValue = ""; }
    });
  });
})();
