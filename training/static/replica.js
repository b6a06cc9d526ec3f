// Small helps; every page works without them. Quick exit, double clicks, quiz saving, job progress.

const exit = document.getElementById("exit");
const leave = () => {
  document.documentElement.hidden = true;       // the page is gone before the next one has come
  location.replace(exit.href);                  // and is not behind the "back" button
};
exit?.addEventListener("click", (event) => { event.preventDefault(); leave(); });

// A page of somebody who has signed out is not shown again from the browser's memory.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// The rolls that attendance keeps for reloading without network go with whoever opened them.
const forget = () => globalThis.caches?.delete("roll");
const out = document.querySelector(".who form");
out ? out.addEventListener("submit", forget) : forget();

// A double click sends once; the server would answer the same, but she would wait twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});

document.getElementById("errors")?.focus();
