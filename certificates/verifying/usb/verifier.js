// Checks the signed claim of a QR with nothing but this file. Written for old browsers: no modules, no arrow functions.
(function () {
  "use strict";
  var known = JSON.parse(document.getElementById("known").textContent), words = known.words;
  var byId = function (id) { return document.getElementById(id); };

  var fromBase64 = function (text) {                    // base64url without padding; null for any other spelling
    if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1 || text.length > known.longest) { return null; }
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/")), bytes = new Uint8Array(plain.length), i;
    for (i = 0; i < plain.length; i++) { bytes[i] = plain.charCodeAt(i); }
    return toBase64(bytes) === text ? bytes : null;
  };
  var toBase64 = function (bytes) {
    return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  var utf8 = function (bytes) { return decodeURIComponent(escape(String.fromCharCode.apply(null, bytes))); };
  var bytesOf = function (text) {
    var plain = unescape(encodeURIComponent(text)), bytes = new Uint8Array(plain.length), i;
    for (i = 0; i < plain.length; i++) { bytes[i] = plain.charCodeAt(i); }
    return bytes;
  };
  var joined = function (one, two) {
    var whole = new Uint8Array(one.length + two.length);
    whole.set(one); whole.set(two, one.length);
    return whole;
  };
  var hex = function (bytes) {
    return Array.prototype.map.call(bytes, function (one) { return ("0" + one.toString(16)).slice(-2); }).join("");
  };

  var factsOf = function (body) {                       // what a key of ours signed; null for a form of a later time
    var form = body[0], said = {}, texts, fields, i;
    if (form < 1 || form > 3 * known.papers.length) { return null; }
    try {
      texts = utf8(fflate.inflateSync(body.subarray(5, body.length - 16), { dictionary: bytesOf(known.dictionary) })).split("\x1f");
    } catch (error) { return null; }
    said.paper = known.papers[Math.floor((form - 1) / 3)];
    fields = known.fields.concat(said.paper === "accreditation" ? ["valid_until"] : []);
    if (texts.length !== fields.length) { return null; }
    for (i = 0; i < texts.length; i++) { said[fields[i]] = texts[i]; }
    said.cut = (form - 1) % 3 === 2;
    said.digest = hex(body.subarray(body.length - 16));
    return said;
  };
  var isOver = function (facts) {                       // in Lima, five hours behind
    var today = Math.floor((Date.now() - 5 * 3600000 - Date.UTC(2020, 0, 1)) / 86400000);
    return facts.valid_until !== undefined && Number(facts.valid_until) < today;
  };
  var read = function (text) {                          // → {kind, facts}
    var claim = text.replace(/\s+/g, ""), at = claim.indexOf("#"), data, body, key;
    if (at >= 0) { claim = claim.slice(at + 1); }
    data = fromBase64(claim);
    if (!data || data.length < 85) { return { kind: at >= 0 || claim.length > 60 ? "damaged" : "no_claim" }; }
    body = data.subarray(0, data.length - 64);
    key = known.keys[hex(body.subarray(1, 5))];
    if (!key) { return { kind: "stranger" }; }
    if (!nacl.sign.detached.verify(joined(bytesOf(known.context), body), data.subarray(data.length - 64), fromBase64(key))) {
      return { kind: "forged" };
    }
    var facts = factsOf(body);
    if (!facts) { return { kind: "newer" }; }
    return { kind: known.gone[facts.folio] ? "gone" : isOver(facts) ? "over" : "good", facts: facts };
  };

  var date = function (days) {                          // days since 2020-01-01, as the sheet writes them
    var when = new Date(Date.UTC(2020, 0, 1 + Number(days)));
    return when.getUTCDate() + " de " + known.months[when.getUTCMonth()] + " de " + when.getUTCFullYear();
  };
  var hours = function (halves) { return (halves - halves % 2) / 2 + (halves % 2 ? ",5" : "") + " h"; };
  var rows = function (facts) {
    return [
      [words.paper, words[facts.paper]], [words.folio, facts.folio],
      [words.name, facts.given_names + " " + facts.surnames + (facts.cut ? " " + words.cut : "")],
      [words.document, known.documents[facts.document_type] + " " + words.ending + " " + facts.document_end],
      [words.course, known.courses[facts.course_slug] || facts.course_slug], [words.hours, hours(Number(facts.half_hours))],
      [words.dates, facts.starts === facts.ends ? date(facts.starts) : date(facts.starts) + " – " + date(facts.ends)],
      [words.place, facts.place], [words.modules, facts.modules.toUpperCase()], [words.issued, date(facts.issued_on)],
      [words.valid_until, facts.valid_until === undefined ? "" : date(facts.valid_until)],
      [words.version, facts.content_version]].filter(function (row) { return row[1]; });
  };
  var LOOKS = { good: "good", gone: "bad", forged: "bad", stranger: "bad", damaged: "warn", no_claim: "warn", newer: "warn", over: "warn", unseen: "warn" };

  var show = function (found) {
    var box = byId("answer"), list = byId("facts"), facts = found.facts, gone = facts && known.gone[facts.folio];
    box.className = LOOKS[found.kind];
    box.hidden = false;
    byId("title").textContent = gone ? words["gone_" + gone] : words[found.kind];
    byId("said").textContent = gone ? words["gone_" + gone + "_text"] : words[found.kind + "_text"];
    byId("notice").textContent = facts ? [facts.notices.indexOf("b") >= 0 ? words.demo : "", facts.notices.indexOf("d") >= 0 ? words.draft : ""].join(" ") : "";
    list.textContent = "";
    if (facts && gone !== "erased") {
      rows(facts).forEach(function (row) {
        var line = document.createElement("div"), name = document.createElement("dt"), value = document.createElement("dd");
        name.textContent = row[0];
        value.textContent = row[1];
        line.appendChild(name); line.appendChild(value); list.appendChild(line);
      });
    }
    byId("title").focus();
  };

  // a scanner types the address and presses Enter
  byId("typed").addEventListener("keydown", function (event) {
    if (event.key === "Enter") { event.preventDefault(); byId("check").click(); }
  });
  byId("check").addEventListener("click", function () {
    var text = byId("typed").value;
    if (!text.trim()) { byId("typed").focus(); return; }
    show(read(text));
    byId("typed").value = "";
  });

  // a picture, or what the camera sees
  var look = function (picture, wide, high) {
    var canvas = document.createElement("canvas"), sides = [1000, 1800, 600], i, scale, pen, pixels, found;
    for (i = 0; i < sides.length; i++) {
      scale = Math.min(1, sides[i] / Math.max(wide, high));
      canvas.width = Math.max(1, Math.round(wide * scale));
      canvas.height = Math.max(1, Math.round(high * scale));
      pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
      found = jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: "dontInvert" });
      if (found) { return found.data; }
    }
    return null;
  };
  byId("photo").addEventListener("change", function () {
    var file = this.files[0], picture = new Image();
    if (!file) { return; }
    picture.onload = function () {
      var text = look(picture, picture.naturalWidth, picture.naturalHeight);
      URL.revokeObjectURL(picture.src);
      show(text === null ? { kind: "unseen" } : read(text));
    };
    picture.onerror = function () { show({ kind: "unseen" }); };
    picture.src = URL.createObjectURL(file);
    this.value = "";
  });
  var stream = null, video = byId("video");
  var stop = function () {
    if (stream) { stream.getTracks().forEach(function (track) { track.stop(); }); }
    stream = null;
    video.hidden = true;
    byId("camera").textContent = words.camera_on;
  };
  var watch = function () {
    if (!stream) { return; }
    var text = video.videoWidth ? look(video, video.videoWidth, video.videoHeight) : null;
    if (text !== null) { stop(); show(read(text)); } else { setTimeout(watch, 250); }
  };
  byId("camera").addEventListener("click", function () {
    if (stream) { stop(); return; }
    if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) { byId("no-camera").hidden = false; return; }
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (found) {
      stream = found;
      video.srcObject = stream;
      video.hidden = false;
      byId("camera").textContent = words.camera_off;
      video.play();
      watch();
    }, function () { byId("no-camera").hidden = false; });
  });
})();
