// Reads slips: with the camera, from a photo, or by row number. The browser's own reader where there is one; elsewhere jsQR.

const SLIP = /\/f\/([\w-]{6,20})\/?$/, SIDE = 800, PAUSE = 120, REST = 2500, MOST = 12;

const ownReader = async () => {
  try {
    if (!(await BarcodeDetector.getSupportedFormats()).includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas)).map((one) => one.rawValue);
  } catch { return null; }
};
const jsReader = async (address) => {
  await import(address);                                // it puts itself into the window
  return async (canvas, all) => {
    const pen = canvas.getContext("2d", { willReadFrequently: true }), found = [];
    do {
      const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const one = globalThis.jsQR(data, width, height, { inversionAttempts: "dontInvert" });
      if (!one) break;
      found.push(one.data);
      const corners = Object.entries(one.location).filter(([name]) => name.endsWith("Corner")).map(([, point]) => point);
      const xs = corners.map(({ x }) => x), ys = corners.map(({ y }) => y), x = Math.min(...xs), y = Math.min(...ys);
      pen.fillStyle = "#fff";                           // covered, so that the next slip of the photo is seen
      pen.fillRect(x, y, Math.max(...xs) - x, Math.max(...ys) - y);
    } while (all && found.length < MOST);
    return found;
  };
};
const draw = (canvas, picture, side, [x, y, width, height]) => {
  const scale = Math.min(1, side / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
};
// a photo whole, and, when nothing is seen in it, piece by piece: several slips confuse a reader that looks for one
const pieces = function* (width, height, parts) {
  const wide = width / parts, high = height / parts;
  for (let y = 0; y <= 2 * parts - 2; y++) for (let x = 0; x <= 2 * parts - 2; x++) yield [x * wide / 2, y * high / 2, wide, high];
};

export const open = async (panel, { words, rows, said, isAway, isMarked, form, come, miss }) => {
  const read = (await ownReader()) ?? (await jsReader(panel.dataset.decoder));
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const video = part("video"), canvas = document.createElement("canvas"), expected = form.dataset.default === "present";
  let stream = null, sound = null, last = "", lastAt = 0;

  // what was read
  const signal = (good) => {
    navigator.vibrate?.(good ? 120 : [80, 60, 80]);
    if (!sound) return;
    const tone = sound.createOscillator(), level = sound.createGain();
    tone.frequency.value = good ? 880 : 220;
    level.gain.value = 0.2;
    tone.connect(level).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + (good ? 0.12 : 0.35));
  };
  const say = (kind, name, sentence, row) => {
    part("result").className = `note ${kind}`;
    part("result").hidden = false;
    part("name").textContent = name;
    part("said").textContent = sentence;
    part("late").hidden = !row;
    part("late").onclick = () => {
      row.querySelector("details").open = true;
      row.querySelector("[name^=a-]").focus();
    };
    signal(kind === "good");
  };
  const meet = (row) => {
    const name = row.querySelector("label > span").firstChild.textContent.trim(), was = said(row), known = isMarked(row);
    if (known && !isAway(was)) return say("good", name, words.again);
    come(row);
    say("good", name, known && expected ? words.came : words.present, known && expected && row);
  };
  const take = (text) => {
    const person = SLIP.exec(text.trim())?.[1], row = rows.find((one) => one.dataset.person === person);
    return row ? meet(row) : say("bad", "", person ? words.other_group : words.no_slip);
  };

  // who has not been read, once somebody was
  const rest = () => rows.filter((row) => !isMarked(row) && !isAway(said(row)));
  const count = () => {
    const left = expected && rows.some(isMarked) ? rest().length : 0;
    part("rest").hidden = !left;
    part("left").textContent = left === 1 ? words.left_one : words.left.replace("{n}", left);
  };
  addEventListener("marks", count);
  part("miss").addEventListener("click", () => { rest().forEach(miss); count(); });

  // camera
  const problem = (sentence) => { part("problem").textContent = sentence; part("problem").hidden = !sentence; };
  const look = async () => {
    if (!stream) return;
    if (video.videoWidth) {
      draw(canvas, video, SIDE, [0, 0, video.videoWidth, video.videoHeight]);
      const [text] = await read(canvas).catch(() => []);
      if (text && (text !== last || Date.now() - lastAt > REST)) take(text);
      if (text) [last, lastAt] = [text, Date.now()];     // held before the camera it counts once
    }
    setTimeout(look, PAUSE);
  };
  const start = async () => {
    sound ??= globalThis.AudioContext ? new AudioContext() : null;
    count();
    if (!navigator.mediaDevices) return problem(isSecureContext ? words.no_camera : words.no_https);
    if (stream) return;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
      if (!panel.open) return stop();
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      problem("");
      look();
    } catch (error) {
      stop();
      problem(error.name === "NotAllowedError" ? words.denied : words.no_camera);
    }
  };
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = null;
    video.hidden = true;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : panel.open && start()));

  // a photo: also where the browser lets nobody use the camera
  const readPhoto = async (target) => {
    const picture = target.files[0] && await createImageBitmap(target.files[0]).catch(() => null);
    if (!target.files[0]) return;
    part("result").hidden = true;
    problem(picture ? words.reading : "");
    const found = new Set();
    for (const parts of picture ? [1, 2, 3, 4] : []) {
      const before = found.size;
      for (const piece of pieces(picture.width, picture.height, parts)) {
        draw(canvas, picture, SIDE, piece);
        for (const text of await read(canvas, true).catch(() => [])) found.add(text);
        await new Promise((resolve) => setTimeout(resolve));  // the page stays alive meanwhile
      }
      if (found.size ? parts === 1 || found.size === before : parts === 3) break;
    }
    target.value = "";
    problem("");
    if (!found.size) return say("bad", "", picture ? words.empty_photo : words.no_photo);
    found.forEach(take);
    const names = rows.filter((row) => [...found].some((text) => text.endsWith(`/f/${row.dataset.person}`)));
    if (names.length > 1) say("good", words.several.replace("{n}", names.length), names.map((row) => row.querySelector("label > span").firstChild.textContent.trim()).join("; "));
  };
  part("photo").addEventListener("change", ({ target }) => readPhoto(target));
  if (part("photo").files.length) readPhoto(part("photo"));    // chosen while the reader was still on its way

  // the number of her row
  const byNumber = () => {
    const typed = part("typed").value.trim(), row = rows.find((one) => one.dataset.number === String(Number(typed)));
    if (!typed) return;
    row ? meet(row) : say("bad", "", words.no_row.replace("{n}", typed));
    part("typed").value = "";
    part("typed").focus();
  };
  part("take").addEventListener("click", byNumber);
  part("typed").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); byNumber(); } });
  return { start, stop };
};
