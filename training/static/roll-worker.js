// Keeps the rolls that this browser has opened, so that reloading works without network. Nothing else is kept, for nobody
// else: the store goes when she signs out (replica.js), when another person's roll comes, and after twelve hours.

const STORE = "roll", LONGEST = 12 * 3600_000, PATIENCE = 6000;
const ROLL = /^\/cohortes\/[\w-]+\/asistencia\/[\w-]+$/, OWNER = /<div id="device"[^>]* data-me="([\w-]+)"/;

const keep = async (path, answer) => {
  const html = await answer.text(), me = OWNER.exec(html)?.[1];
  if (!me) return;
  let store = await caches.open(STORE);
  const before = await (await store.match("/me"))?.text();
  if (before && before !== me) {
    await caches.delete(STORE);
    store = await caches.open(STORE);
  }
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("X-Kept", Date.now());                  // by this device's own clock: only the time since then matters
  await store.put("/me", new Response(me));
  await store.put(path, new Response(html, { headers }));
};
const kept = async (path) => {
  const found = await caches.match(path, { cacheName: STORE });
  return found && Date.now() - Number(found.headers.get("X-Kept")) < LONGEST ? found : null;
};
const page = async (event, path) => {
  const network = fetch(event.request), patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const answer = await Promise.race([network.catch(() => null), patience]);
  if (!answer) return (await kept(path)) ?? network;  // no network, or hardly any
  if (answer.ok) event.waitUntil(keep(path, answer.clone()));
  else if (answer.status < 500) event.waitUntil(caches.delete(STORE));  // signed out, or no longer hers to see
  return answer;
};
const file = async (request) => {                     // its address carries its version: what is kept is right
  const found = await caches.match(request, { cacheName: STORE });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && await caches.has(STORE)) await (await caches.open(STORE)).put(request, answer.clone());
  return answer;
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil((async () => {   // the first page came before this file did
  const answer = await fetch(event.data.page, { redirect: "manual" });
  if (!answer.ok) return;
  await keep(event.data.page, answer);
  await Promise.all(event.data.files.map((address) => file(new Request(address))));
})()));
addEventListener("fetch", (event) => {
  const { method, mode } = event.request, url = new URL(event.request.url);
  if (method !== "GET" || url.origin !== location.origin) return;
  if (mode === "navigate" && ROLL.test(url.pathname) && !url.search) event.respondWith(page(event, url.pathname));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
