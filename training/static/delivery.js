// The live agenda without reloading: the clock ticks, other people's steps appear, and a step taken without network waits
// here with its hour. Everything works without this file by reloading the page.

const $ = (selector) => document.querySelector(selector);
const live = () => $("#live");
const { Queue, newKey } = await import(live().dataset.queue);
const queue = new Queue(`agenda:${location.pathname}:${live().dataset.me}`);  // for this person and this half-day
let zero = Date.now();                     // when the page was made, by this device's clock: only differences of it are used
let busy = false;

const waiting = () => queue.waiting();

// the clock
const serverNow = () => Math.floor((Number($("[data-now]").dataset.now) + (Date.now() - zero) / 1000) / 60) * 60;
const hour = (seconds) => new Intl.DateTimeFormat("es-PE", { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: "America/Lima" })
  .format(seconds * 1000).replace(/^0(\d)/, "$1");
const length = (minutes) => [minutes >= 60 && `${Math.floor(minutes / 60)} h`, (minutes % 60 || !minutes) && `${minutes % 60} min`]
  .filter(Boolean).join(" ");
const put = (selector, text) => { const found = $(selector); if (found && found.textContent !== text) found.textContent = text; };

const tick = () => {
  const head = $("[data-now]");
  if (!head) return;
  const now = serverNow(), { began, minutes, due } = head.dataset;
  put("[data-clock]", hour(now));
  if (!began) return;
  const late = Math.round((Math.max(now, Number(began) + minutes * 60) - due) / 60);
  put("[data-headline]", late > 0 ? head.dataset.late.replace("{time}", length(late))
    : late < 0 ? head.dataset.early.replace("{time}", length(-late)) : head.dataset.level);
  const spent = Math.round((now - began) / 60);
  if (spent > minutes)
    put("[data-detail]", head.dataset.overdue.replace("{spent}", spent).replace("{minutes}", minutes).replace("{due}", hour(due)));
};

// the page as the server has it now
const swap = (html) => {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  if (!fresh) return;
  $("#main").replaceChildren(...fresh.childNodes);
  zero = Date.now();
  tell();
};
const look = async () => {
  if (document.hidden || busy || waiting().length) return;
  try {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(10000) });
    if (!answer.ok || new URL(answer.url).pathname !== location.pathname) return;
    const html = await answer.text();
    const revision = new DOMParser().parseFromString(html, "text/html").getElementById("live")?.dataset.revision;
    const reading = live()?.contains(document.activeElement) || $("#live details[open]");
    if (!busy && (revision !== live()?.dataset.revision || !reading)) swap(html);
  } catch { /* no network for a while: the clock goes on */ }
};

// steps
const tell = (sentence) => {
  const note = $("[data-waiting]"), steps = waiting();
  if (!note) return;
  note.hidden = !sentence && !steps.length;
  note.textContent = sentence ?? (steps.length === 1 ? note.dataset.one : note.dataset.said.replace("{n}", steps.length));
};

const send = async (step) => {
  const body = new FormData();
  for (const [name, value] of step.fields) body.append(name, value);
  body.set("csrf_token", $("#main input[name=csrf_token], .who input[name=csrf_token]").value);
  body.set("ago", Math.max(0, Math.min(86400, Math.round((Date.now() - step.pressed) / 1000))));
  return fetch(location.pathname, { method: "POST", body, signal: AbortSignal.timeout(12000) });
};

const flush = async () => {                // true when nothing waits any more
  if (busy) return false;
  busy = true;
  let html, said;
  try {
    for (let steps = waiting(); steps.length; steps = waiting()) {
      const answer = await send(steps[0].step);
      if (answer.status >= 500) throw new Error(answer.status);
      if (answer.ok && new URL(answer.url).pathname !== location.pathname) { tell($("[data-waiting]").dataset.ended); return false; }
      const text = await answer.text();
      queue.drop(steps[0].name);
      if (answer.ok) html = text;
      else {                               // refused: nothing was written, and the page is shown as it is
        const why = new DOMParser().parseFromString(text, "text/html").querySelector("main p")?.textContent;
        said = [$("[data-waiting]").dataset.refused, why].filter(Boolean).join(" ");
        html = await (await fetch(location.href)).text();
      }
    }
    return true;
  } catch {
    return false;
  } finally {
    busy = false;
    if (html) swap(html);
    tell(said);
  }
};

// without network: what the page can know by itself
const advance = (fields) => {
  live().classList.add("away");             // the hours of what is to come are the server's
  const head = $("[data-now]"), list = [...document.querySelectorAll("#live [data-title]:not(.gone)")];
  if (fields.do === "cut") {
    document.querySelectorAll(`#live [data-block="${fields.block}"]`).forEach((one) => one.classList.add("gone"));
  } else {
    const next = list.find((one) => !one.classList.contains("now"));
    list.find((one) => one.classList.contains("now"))?.classList.add("gone");
    if (fields.do === "finish" || !next) return $("#live .resume .bar").classList.add("gone");
    next.classList.add("now");
    Object.assign(head.dataset, { began: serverNow(), minutes: next.dataset.minutes, due: next.dataset.due });
    put("[data-is-now]", head.dataset.is.replace("{block}", next.dataset.title));
    put("[data-detail]", "");
  }
  const then = list.filter((one) => !one.matches(".now, .gone"))[0]?.dataset.title;
  put("[data-then]", then ? $("[data-then]").dataset.then.replace("{block}", then) : "");
  document.querySelectorAll("#live input[name=base]").forEach((one) => { one.value = Number(one.value) + 1; });
  tick();
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-step]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const body = new FormData(form);
  if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
  const fields = Object.fromEntries(body);
  queue.add({ fields: [...body].filter(([name]) => name !== "csrf_token"), pressed: Date.now() });
  const done = await flush();
  delete form.dataset.sent;
  if (done) return ($(`#live form[data-step="${fields.do}"] button`) ?? $("#live .resume button"))?.focus();
  if (!["next", "finish", "cut"].includes(fields.do)) {
    queue.drop(waiting().at(-1).name);
    return tell($("[data-waiting]").dataset.needs);
  }
  form.querySelector("[name=sent_key]").value = newKey();
  advance(fields);
  tell();
});

addEventListener("online", flush);
setInterval(() => { if (waiting().length) flush(); }, 15000);
setInterval(look, 60000);
setInterval(tick, 2000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) { tick(); look(); } });
tick();
if (waiting().length) { tell(); flush(); }
