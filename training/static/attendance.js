// The roll of a half-day as it is taken: each tap is a mark that is sent at once, or waits in this browser until there is
// network. Without this file the roll is one form; with it the form saves and closes after what waits has been sent.

const byId = (id) => document.getElementById(id);
const device = byId("device"), form = byId("call");     // no form once the half-day is closed
const data = device.dataset, words = JSON.parse(byId("device-words").textContent);
const { Queue, newKey } = await import(data.queue);
const queue = new Queue(`marks:${data.me}:${data.half}`), seenIn = `seen:${data.me}:${data.half}`;
const waiting = () => queue.waiting();

// a row: what its controls say, what stands on the server, what there is to tell
const rows = [...document.querySelectorAll(".roll li[data-person]")];
const rowOf = (person) => rows.find((row) => row.dataset.person === person);
const field = (row, letter) => row.querySelector(`[name^="${letter}-"]`);
const tick = (row) => row.querySelector("[name=p]");
const isAway = ({ state }) => state === "absent" || state === "excused";
const said = (row) => {
  const away = field(row, "j").checked ? "excused" : tick(row).checked ? "" : "absent";
  if (away) return { state: away, arrived: null, left: null };
  const arrived = field(row, "a").value || null, left = field(row, "s").value || null;
  return { state: arrived ? "late" : left ? "left early" : "present", arrived, left };
};
const show = (row, there) => {
  field(row, "j").checked = there.state === "excused";
  tick(row).checked = !isAway(there);
  field(row, "a").value = there.arrived ?? "";
  field(row, "s").value = there.left ?? "";
  row.querySelector("details").open ||= Boolean(there.state === "excused" || there.arrived || there.left);
};
const piece = (name, text) => {
  const made = byId(name).content.firstElementChild.cloneNode(true);
  made.append(text);
  return made;
};
const stand = (row, there) => {                         // the form then no longer sends it as if it were new
  row.dataset.revision = there.revision;
  field(row, "b").value = [there.revision, there.state.replace(" ", "_"), there.arrived ?? "-", there.left ?? "-"].join(" ");
  row.querySelectorAll(".told, .by").forEach((old) => old.remove());
  const line = row.querySelector("label > span");
  if (there.state !== "present" && there.state !== "absent")
    line.append(piece("as-told", ` ${there.said}${isAway(there) ? "" : `: ${there.minutes} min`}`));
  if (there.state !== "present" && there.by) line.append(piece("as-by", there.by));
};
const tell = (row, sentence) => {
  row.querySelector(".trouble")?.remove();
  if (!sentence) return;
  (row.querySelector("label") ?? row.lastElementChild).after(piece("as-trouble", ` ${sentence}`));
  row.id ||= `r-${row.dataset.person}`;
};
const troubles = () => document.querySelectorAll(".trouble");

// marks
const typing = new Map();                               // rows whose hours are being written
const isSure = () => !form || form.dataset.confirmed === "yes" || byId("other_day").checked;
const isMarked = (row) => Number(row.dataset.revision) > 0 || waiting().some(({ step }) => step.person === row.dataset.person);
const mark = (row) => {
  clearTimeout(typing.get(row));
  typing.delete(row);
  tell(row);
  closing = null;
  queue.add({ sent_key: newKey(), person: row.dataset.person, ...said(row), base_revision: Number(row.dataset.revision),
    said_at: new Date().toISOString(), sure: isSure() });
  recount();
  if (state !== "sent") render();
  flush();
};
const recount = () => {                                 // what the page said of everybody when it was made
  form.querySelector("[data-count]")?.remove();
  form.querySelector("[data-fewer]").textContent = rows.map(said).filter((one) => one.arrived || one.left).length;
};
const settle = () => [...typing.keys()].forEach(mark);

// sending: "sent", or why not: "away" (no network), "ended" (the session), "stranger" (another person's), "refused"
let state = "", why = "", sentAt = "", closing = null, running = null, slow = false;
let token = document.querySelector("input[name=csrf_token]").value;
const ask = (address, more) => fetch(address, { redirect: "manual", signal: AbortSignal.timeout(15000), ...more }).catch(() => null);
const post = (marks) => ask(data.marks, { method: "POST", keepalive: true,
  headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  body: JSON.stringify({ confirmed: true, marks: marks.map(({ step }) => step) }) });
const isJson = (answer) => answer.headers.get("Content-Type")?.includes("json");
const refusal = (answer) => (answer.type === "opaqueredirect" ? "ended" : answer.status >= 500 || answer.status === 429 ? "away" : "refused");

const renew = async () => {                             // her session is a new one: this page's permission was of the old one
  const answer = await ask(data.page), html = await answer?.text().catch(() => null);
  if (html == null) return "away";
  const fresh = new DOMParser().parseFromString(html, "text/html");
  if (fresh.getElementById("device")?.dataset.me === data.me) {
    token = fresh.querySelector("input[name=csrf_token]").value;
    document.querySelectorAll("input[name=csrf_token]").forEach((one) => { one.value = token; });
    return "";
  }
  return answer.ok || answer.status === 403 || answer.status === 404 ? "stranger" : refusal(answer);
};
const deliver = async (marks) => {
  let answer = await post(marks);
  if (answer?.status === 400 && !isJson(answer)) {
    const wrong = await renew();
    if (wrong) return wrong;
    answer = await post(marks);
  }
  const told = answer && isJson(answer) ? await answer.json().catch(() => null) : {};
  if (!answer || !told) return "away";
  if (!told.answers) { why = told.error ?? ""; return refusal(answer); }
  marks.forEach(({ name }) => queue.drop(name));
  told.answers.forEach((one) => learn(one, told.closed));
  if (marks.length) sentAt = hour(answer.headers.get("Date"));
  return "sent";
};
const hour = (at) => new Date(at).toLocaleTimeString("es-PE",   // the server's clock: the device's may be wrong by a day
  { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: "America/Lima" }).replace(/^0(\d)/, "$1");
const learn = ({ person, outcome, sentence, now }, closed) => {
  const row = rowOf(person);
  if (now) remember((seen) => { seen[person] = now; });
  if (!row) { lost = sentence || lost; return; }
  const goesOn = typing.has(row) || waiting().some(({ step }) => step.person === person);
  if (now && form) {
    stand(row, now);
    if (!goesOn && (outcome !== "refused" || closed)) show(row, now);   // hours that cannot be stay, to be corrected
    recount();
  }
  if (!goesOn) tell(row, sentence);
};
let lost = "";                                          // a sentence about somebody who is not on this page
const sendAll = async (probe) => {
  const timer = setTimeout(() => { slow = true; render(); }, 2500);
  const ready = () => waiting().filter(({ step }) => step.sure || isSure()).slice(0, 100);
  for (let marks = ready(); marks.length || probe; marks = ready()) {
    state = await deliver(marks);
    probe = false;
    if (state !== "sent") break;
  }
  clearTimeout(timer);
  slow = false;
};
const flush = (probe = false) => (running ??= sendAll(probe).finally(() => { running = null; render(); close(); }));

// what stands above the list
const sentences = () => {
  const list = waiting(), n = list.length, first = troubles()[0];
  const count = n && (n === 1 ? words.one : words.many.replace("{n}", n));
  if (state === "ended") return ["bad", words.ended, count, { href: data.enter, text: words.enter }];
  if (state === "stranger") return ["bad", words.stranger, count];
  if (state === "refused") return ["bad", why || words.refused, count];
  if (list.some(({ step }) => !step.sure) && !isSure()) return ["bad", count, words.confirm];
  const more = [closing && (closing.button?.hasAttribute("formaction") ? words.closing : words.saving), !queue.safe && words.memory, !isSecureContext && words.no_reload];
  if (state === "away") return ["calm", words.away, n ? `${count} ${words.alone}` : words.go_on, ...more];
  if (n && slow) return ["calm", `${count} ${words.alone}`, ...more];
  if (first) return ["bad", words.trouble, { href: `#${first.parentElement.id}`, text: words.see }];
  if (lost) return ["bad", lost];
  return n ? null : sentAt ? ["good", words.sent.replace("{hour}", sentAt)] : [];
};
const render = () => {
  const found = sentences();
  if (!found) return;                                   // on its way: what was said stands until it is known
  const [kind, ...parts] = found, [text, link] = device.querySelector("p").children, to = parts.find((part) => part?.href);
  const whole = parts.filter((part) => typeof part === "string" && part).join(" ");
  if (text.textContent !== whole) text.textContent = whole;
  link.hidden = !to;
  if (to) { link.href = to.href; link.textContent = to.text; }
  device.firstElementChild.className = `note ${kind ?? ""}`;
  device.hidden = !whole;
  dispatchEvent(new Event("marks"));                    // for the scanner, when it is open
};

// saving and closing: first what waits, then the form
const pass = (button) => { form.dataset.passing = "yes"; delete form.dataset.sent; form.requestSubmit(button); };
const close = () => {
  if (!closing || state !== "sent" || waiting().length) return;
  const { button, known } = closing;
  closing = null;
  if ([...troubles()].every((one) => known.has(one))) pass(button);
};
const byNumber = (typed) => {                           // false when a number is no row: the server then says which
  const found = typed.split(/[\s,;.]+/).filter(Boolean).map((word) => rows.find((row) => row.dataset.number === String(Number(word))));
  if (found.includes(undefined)) return false;
  const came = form.dataset.default === "absent";
  for (const row of new Set(found)) if (isAway(said(row)) === came) { field(row, "j").checked = false; tick(row).checked = came; mark(row); }
  return true;
};
form?.addEventListener("submit", async (event) => {
  if (form.dataset.passing) { delete form.dataset.passing; return; }
  event.preventDefault();
  event.stopPropagation();
  settle();
  const button = event.submitter, numbers = byId("rows"), wasTyped = numbers.value.trim();
  if (wasTyped && byNumber(wasTyped)) {
    numbers.value = "";
    if (!button?.hasAttribute("formaction")) return;
  }
  closing = { button, known: new Set(troubles()) };
  while (running) await running;
  if (!closing) return;
  await flush(true);
  // a session that ended keeps the whole form and applies it after signing in; the other noes have their own page
  if (closing && (state === "ended" || state === "refused" || state === "sent" && !isSure())) pass(button);
  if (state === "stranger") closing = null;
});
form?.addEventListener("change", ({ target }) => {
  const row = target.closest("li[data-person]");
  if (!row) return target.id === "other_day" && flush();
  if (target.name === "p") field(row, "j").checked = false;
  if (target.type === "time") {                         // each figure of an hour is a change: wait until it is written
    if (target.value) { tick(row).checked = true; field(row, "j").checked = false; }
    clearTimeout(typing.get(row));
    typing.set(row, setTimeout(mark, 1500, row));
  } else mark(row);
});
form?.addEventListener("focusout", ({ target, relatedTarget }) => {
  const row = target.closest("li[data-person]");
  if (typing.has(row) && !row.contains(relatedTarget)) mark(row);
});

// what the server said of marks whose page is gone, or was kept before they were sent
const remember = (change) => {
  try {
    const seen = JSON.parse(localStorage.getItem(seenIn) ?? "{}");
    change(seen);
    Object.keys(seen).length ? localStorage.setItem(seenIn, JSON.stringify(seen)) : localStorage.removeItem(seenIn);
  } catch { /* a browser that keeps nothing */ }
};
remember((seen) => {
  for (const [person, now] of Object.entries(seen)) {
    const row = rowOf(person);
    if (form && row && now.revision > Number(row.dataset.revision)) { stand(row, now); show(row, now); } else delete seen[person];
  }
});
const showWaiting = () => {
  const known = form ? waiting().filter(({ step }) => rowOf(step.person)) : [];
  known.forEach(({ step }) => show(rowOf(step.person), step));
  if (known.length) recount();
};
showWaiting();

addEventListener("storage", () => { showWaiting(); render(); });       // another tab of hers
addEventListener("online", () => flush(true));
addEventListener("offline", () => { state = "away"; render(); });
document.addEventListener("visibilitychange", () => { settle(); if (!document.hidden && waiting().length) flush(); });
addEventListener("beforeunload", (event) => { if (!queue.safe) event.preventDefault(); });
setInterval(() => { if (waiting().length || state === "away") flush(true); }, 10000);
if (!navigator.onLine) state = "away";
render();
if (waiting().length) flush();

// slips: the reader and its decoder come only when it is opened
const scan = byId("scan");
if (scan) {
  scan.hidden = false;
  let reader;
  scan.addEventListener("toggle", async () => {
    reader ??= await import(data.scanner).then(({ open }) => open(scan, { words, rows, said, isAway, isMarked, form,
      come: (row) => { field(row, "j").checked = false; tick(row).checked = true; mark(row); },
      miss: (row) => { tick(row).checked = false; mark(row); } })).catch(() => null);
    scan.querySelector("[data-absent]").hidden = Boolean(reader);
    scan.open ? reader?.start() : reader?.stop();
  });
}

// the page itself, for reloading without network: only where the browser allows it, and once it is at rest
const keepPage = async () => {
  if (!navigator.onLine) return addEventListener("online", () => setTimeout(keepPage, REST), { once: true });
  const isNew = !navigator.serviceWorker.controller;
  const files = [...document.querySelectorAll("link[rel=stylesheet],link[rel=modulepreload],script[src]")].map((one) => one.href || one.src);
  try {
    await navigator.serviceWorker.getRegistration(data.page) ?? await navigator.serviceWorker.register(data.worker, { scope: data.scope });
    const { active } = await navigator.serviceWorker.ready;
    if (isNew) active.postMessage({ page: data.page, files });
  } catch { /* no room, or no network after all: as without it */ }
};
const REST = 2000;
if (isSecureContext && navigator.serviceWorker) setTimeout(keepPage, REST);
