// Paper sheets, one key an answer. Without script the page is a text field and a button; the server reads the same row.

const form = document.querySelector("form.keypad");
const field = form?.querySelector("#answers");

if (field) {
  const { letters, places, other, unknown, save } = field.dataset;
  const all = Number(places);
  const cells = [...form.querySelectorAll("[data-grid] li")];
  const said = form.querySelector("[data-said]"), wrong = form.querySelector("#answers-e"), slip = form.querySelector("[data-slip]");
  const seen = form.elements.seen;
  let leaving = false, busy = false, kept = "", timer, finishing, pause = 3000;

  const tidy = (text) => [...text.toUpperCase()].map((key) => ("–—_.0".includes(key) ? "-" : key))
    .filter((key) => letters.includes(key) || key === "-").slice(0, all).join("");
  const complain = (sentence) => {
    slip.textContent = sentence;
    wrong.hidden = !sentence;
    field.closest(".field").classList.toggle("wrong", Boolean(sentence));
  };
  const draw = () => {
    const row = field.value;
    cells.forEach((cell, place) => {
      const key = row[place];
      cell.className = key ? (key === "-" ? "in blank" : "in") : place === row.length ? "here" : "";
      cell.lastElementChild.textContent = key ?? "";
    });
    const full = row.length === all;
    said.textContent = full ? (save ? field.dataset.full : field.dataset.ready) : field.dataset.now.replace("{n}", row.length + 1);
  };
  const put = (row) => {
    clearTimeout(finishing);
    clearTimeout(timer);
    field.value = row;
    complain("");
    draw();
    if (!save) return;
    if (row.length === all) finishing = setTimeout(finish, 500);   // a breath, so that backspace can still take it back
    else timer = setTimeout(keep, 4000);
  };
  const press = (key) => {
    if (leaving) return;
    if (key === "undo") return field.value ? put(field.value.slice(0, -1)) : complain(field.dataset.empty);
    if (field.value.length >= all) return;
    if (letters.includes(key) || key === "-") return put(field.value + key);
    complain("ABCDEFGH".includes(key) ? other : unknown);
    navigator.vibrate?.(120);
  };

  const send = (later) => {
    const body = new FormData(form);
    if (later) body.set("later", "1");
    return fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
  };
  const keep = async () => {                       // what is half keyed, so that another machine can go on with it
    const row = field.value;
    if (busy || leaving || !row || row === kept || row.length === all) return;
    busy = true;
    try {
      const answer = await send(true);
      const told = answer.ok || answer.status === 409 ? await answer.json() : {};
      if (answer.ok) { kept = row; seen.value = told.seen; pause = 3000; }
      if (told.said) said.textContent = told.said;
    } catch { said.textContent = field.dataset.offline; }
    busy = false;
  };
  const finish = async () => {
    if (busy) { finishing = setTimeout(finish, 200); return; }
    busy = leaving = true;
    try {
      const answer = await send(false);
      if (answer.ok) { location.assign((await answer.json()).next); return; }
      form.submit();                               // a page of its own says what to do: two keyers, a session that ended
    } catch {
      busy = leaving = false;                      // no network: the sheet stays on the screen and is tried again
      said.textContent = field.dataset.offline;
      finishing = setTimeout(finish, pause = Math.min(30000, pause * 2));
    }
  };

  for (const hidden of form.querySelectorAll("[data-grid],[data-keys]")) hidden.hidden = false;
  form.querySelector("[data-keys]").addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (key) press(key);
  });
  field.inputMode = "none";                        // the big keys are there: no keyboard over half the phone
  field.addEventListener("input", () => put(tidy(field.value)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target !== field && event.target.closest("input,textarea,select")) return;
    const key = event.key === "Backspace" ? "undo" : event.key.length === 1 ? event.key.toUpperCase() : "";
    if (!key || key === " " || !/^(undo|[-–—_.0-9A-ZÑ])$/.test(key)) return;
    event.preventDefault();
    if (event.repeat && key !== "undo") return;    // a finger that rests on a key answers once
    press("–—_.0".includes(key) ? "-" : key);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  addEventListener("online", () => { if (field.value.length === all && save) finish(); });
  form.addEventListener("submit", () => { clearTimeout(timer); clearTimeout(finishing); leaving = true; setTimeout(() => { leaving = false; }, 8000); });
  kept = field.value = tidy(field.value);
  draw();
  if (field.value.length === all && save) said.textContent = field.dataset.ready;
  if (matchMedia("(pointer:fine)").matches && !document.querySelector("#errors")) field.focus({ preventScroll: true });
}
