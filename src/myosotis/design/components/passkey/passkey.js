/* Passkeys. The device is asked with what stands in data-options; its answer goes into the form as JSON, and
   the form is sent like any other. At the door a browser that can also offers passkeys in the address's field. */
(function () {
  "use strict";

  var parts = document.querySelectorAll("[data-passkey]");
  var keys = navigator.credentials;
  var able = !!(window.PublicKeyCredential && keys && keys.create && keys.get);

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    var out = new Uint8Array(plain.length);
    for (var at = 0; at < plain.length; at += 1) { out[at] = plain.charCodeAt(at); }
    return out;
  }

  function text(buffer) {
    var plain = "";
    var all = new Uint8Array(buffer || new ArrayBuffer(0));
    for (var at = 0; at < all.length; at += 1) { plain += String.fromCharCode(all[at]); }
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function asked(part) {
    var options = JSON.parse(part.getAttribute("data-options"));
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    (options.excludeCredentials || []).forEach(function (one) { one.id = bytes(one.id); });
    return options;
  }

  function said(key) {
    var told = key.response;
    var response = { clientDataJSON: text(told.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (told[name] && told[name].byteLength) { response[name] = text(told[name]); }
    });
    return JSON.stringify({
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      response: response,
      clientExtensionResults: {}
    });
  }

  function begin(part) {
    var form = part.closest("form");
    var answer = part.querySelector("[data-passkey-answer]");
    var says = part.querySelector("[data-passkey-said]");
    var makes = part.getAttribute("data-passkey") === "make";
    var quiet = null;

    function send(key) {
      answer.value = said(key);
      form.submit();
    }

    function refuse(why) {
      var held = why && why.name === "InvalidStateError";
      says.textContent = part.getAttribute(held ? "data-known" : "data-silent");
    }

    function ask() {
      if (quiet) { quiet.abort(); }
      return makes ? keys.create({ publicKey: asked(part) }) : keys.get({ publicKey: asked(part) });
    }

    function offer() {
      var can = !makes && window.AbortController && window.PublicKeyCredential.isConditionalMediationAvailable;
      if (!can) { return; }
      window.PublicKeyCredential.isConditionalMediationAvailable().then(function (there) {
        if (!there) { return; }
        quiet = new window.AbortController();
        keys.get({ publicKey: asked(part), mediation: "conditional", signal: quiet.signal })
          .then(send, function () { return null; });
      });
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      says.textContent = "";
      ask().then(send, refuse);
    });
    offer();
  }

  // What is said to browsers that run no scripts, on the page before.
  Array.prototype.forEach.call(document.querySelectorAll("[data-passkey-without]"), function (said) {
    said.hidden = true;
  });

  Array.prototype.forEach.call(parts, function (part) {
    var plain = part.querySelector("[data-passkey-plain]");
    if (able) {
      plain.hidden = true;
      part.querySelector("[data-passkey-act]").hidden = false;
      begin(part);
    } else {
      plain.textContent = part.getAttribute("data-unknown");
      plain.hidden = !plain.textContent;
    }
  });
})();
