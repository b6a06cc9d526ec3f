// Saves the answers while she goes on; without script the buttons of the page do the same.

const form = document.querySelector("form[data-save]");
const place = document.querySelector("[data-saved]");
const words = form?.dataset;
let changed = 0, kept = 0;          // how many changes were made, and how many the server has
let timer, busy = false, stopped = false, pause = 4000;

const say = (sentence) => { place.textContent = sentence; };
const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
const stop = (sentence) => { stopped = true; clearTimeout(timer); if (sentence) say(sentence); };

async function save() {
  if (stopped || busy || kept === changed) return;
  const mine = changed;
  busy = true;
  try {
    const body = new FormData(form);              // multipart: never parked and replayed after a new sign-in
    const answer = await fetch(words.save, { method: "POST", body, redirect: "manual", keepalive: true });
    if (answer.type === "opaqueredirect") return stop(words.ended);
    if (answer.status === 409) return stop(words.closed);
    if (!answer.ok) throw new Error(answer.status);
    const { said } = await answer.json();
    kept = mine;
    pause = 4000;
    if (kept === changed) say(said);              // only what the server has confirmed
    else later(pause);
  } catch {
    say(words.offline);
    later(pause = Math.min(60000, pause * 2));
  } finally {
    busy = false;
  }
}

if (form) {
  const note = () => { changed += 1; if (!stopped) say(words.waiting); later(3000); };
  form.addEventListener("input", note);
  form.addEventListener("submit", () => { stop(""); setTimeout(() => { stopped = false; }, 8000); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  addEventListener("online", () => later(0));
}
