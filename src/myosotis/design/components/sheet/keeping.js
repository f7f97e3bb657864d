/* The sheet, part three: keeping. 800 ms after the last key, when the focus leaves, and when the page goes.
   What could not be kept stays on the page, is said, and is tried again; only a conflict stops it. */
(function () {
  "use strict";

  var PAUSE = 800;
  var LONGEST = 60000;
  /* Only what takes this long is worth saying before it is done. */
  var SLOW = 1000;
  /* Browsers let a request outlive its page only up to 64 KiB. */
  var OUTLIVES = 60000;
  var sheet = window.MyosotisSheet = window.MyosotisSheet || {};

  function Keeper(form, say, write) {
    this.form = form;
    this.say = say;
    this.write = write;
    this.changes = 0;
    this.sent = 0;
    this.kept = 0;
    this.busy = false;
    this.state = "kept";
    this.retry = 2000;
    this.timer = null;
    this.listen();
  }

  Keeper.prototype.unkept = function () { return this.changes > this.kept; };

  Keeper.prototype.changed = function () {
    this.changes += 1;
    if (this.state === "conflict") { return; }
    if (this.state === "kept") { this.say("changed"); }
    if (this.state !== "signed-out" && this.state !== "offline" && this.state !== "refused") { this.in(PAUSE); }
  };

  Keeper.prototype.in = function (pause) {
    var keeper = this;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(function () { keeper.keep(); }, pause);
  };

  /* `leaving`: the page is going; the request has to live on without it. */
  Keeper.prototype.keep = function (leaving) {
    window.clearTimeout(this.timer);
    if (!this.unkept() || this.state === "conflict" || (this.busy && !leaving)) { return; }
    if (leaving && this.sent === this.changes && this.busy) { return; }
    var keeper = this;
    var upTo = this.sent = this.changes;
    var size = this.write();
    var turn = this.form.querySelector("[name=turn]");
    if (turn) { turn.value = upTo; }
    this.busy = true;
    if (this.state === "kept") { this.state = "keeping"; }
    window.setTimeout(function () {
      if (keeper.busy && keeper.state === "keeping") { keeper.say("keeping"); }
    }, SLOW);
    window.fetch(this.form.getAttribute("data-autosave"), {
      method: "POST",
      body: new FormData(this.form),
      credentials: "same-origin",
      redirect: "manual",
      keepalive: size < OUTLIVES,
      headers: { "Accept": "application/json", "X-Requested-With": "fetch" }
    }).then(function (answer) {
      return keeper.answered(answer, upTo);
    }, function () {
      keeper.failed("offline");
    }).then(function () {
      keeper.busy = false;
      if (keeper.state === "kept" && keeper.unkept()) { keeper.in(PAUSE); }
    });
  };

  Keeper.prototype.answered = function (answer, upTo) {
    var keeper = this;
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      this.state = "signed-out";
      this.say("signed-out");
      return null;
    }
    if (answer.status === 409) {
      this.state = "conflict";
      this.say("conflict");
      return null;
    }
    return answer.json().then(function (told) {
      if (answer.ok && told.kept === true) { keeper.done(told, upTo); } else { keeper.failed("refused", told.refused); }
    }, function () { keeper.failed("refused"); });
  };

  Keeper.prototype.done = function (told, upTo) {
    var revision = this.form.querySelector("[data-revision]");
    /* Of two answers that cross, the one for the later words counts. */
    if (revision && told.revision !== undefined && upTo >= this.kept) { revision.value = told.revision; }
    this.kept = Math.max(this.kept, upTo);
    this.state = "kept";
    this.retry = 2000;
    this.say(this.unkept() ? "changed" : "kept");
  };

  Keeper.prototype.failed = function (state, sentence) {
    this.state = state;
    this.say(state, sentence);
    this.in(this.retry);
    this.retry = Math.min(this.retry * 2, LONGEST);
  };

  /* Signing in again makes a new form token; the page itself, asked for once more, holds it. Where somebody else
     signed in meanwhile, or another family is open, the page is theirs, and these words do not go there. */
  Keeper.prototype.back = function () {
    var keeper = this;
    window.fetch(window.location.href, { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (html) {
      var page = new DOMParser().parseFromString(html, "text/html").querySelector("form[data-sheet]");
      var fresh = page && page.querySelector("[name=csrfmiddlewaretoken]");
      var own = keeper.form.querySelector("[name=csrfmiddlewaretoken]");
      if (!fresh || page.getAttribute("data-whose") !== keeper.form.getAttribute("data-whose")) { return; }
      if (own) { own.value = fresh.value; }
      keeper.state = "keeping";
      keeper.keep();
    }, function () { keeper.failed("offline"); });
  };

  Keeper.prototype.listen = function () {
    var keeper = this;
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") { keeper.keep(true); }
      else if (keeper.state === "signed-out" && !keeper.busy) { keeper.back(); }
    });
    window.addEventListener("focus", function () { if (keeper.state === "signed-out" && !keeper.busy) { keeper.back(); } });
    window.addEventListener("online", function () { if (keeper.state === "offline") { keeper.keep(); } });
    window.addEventListener("pagehide", function () { keeper.keep(true); });
    window.addEventListener("beforeunload", function (event) {
      keeper.keep(true);
      var sure = !keeper.unkept() || (keeper.state === "keeping" && keeper.write() < OUTLIVES);
      if (!sure) { event.preventDefault(); event.returnValue = ""; }
    });
  };

  sheet.Keeper = Keeper;
})();
