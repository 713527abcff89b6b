// Answers for pages when the network does not: for those that this part of the site carries along, and only until
// their reader signs out or acts in another post.
// A part that names FILES keeps what its pages draw with as it is asked for, and of all it keeps the MOST it had last.

const SHELLS = "openocop-shell-{{ name }}-", COPIES = "openocop-pages-{{ name }}-";
const SHELL = `${SHELLS}{{ build }}`, PAGES = `${COPIES}{{ build }}`, AWAY = "{{ away }}";
const ASSETS = [{% for asset in assets %}"{{ asset }}", {% endfor %}];
const CARRIED = [{% for pattern in carried %}/{{ pattern|safe }}/, {% endfor %}];
const FILES = [{% for start in seen_files %}"{{ start }}", {% endfor %}], MOST = {{ most }};
const PATIENCE = 8000; // milliseconds before a copy answers for a line that hangs
const HEAVIEST = 8_000_000; // bytes

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...ASSETS, AWAY])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => event.ports[0].postMessage(PAGES));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!FILES.length || isCarried(url)) event.respondWith(page(event, url));
  } else if (ASSETS.includes(url.pathname)) event.respondWith(asset(request));
  else if (FILES.some((start) => url.pathname.startsWith(start))) event.respondWith(file(event));
});

function isCarried(url) {
  return CARRIED.some((pattern) => pattern.test(url.pathname));
}

async function tidy() {
  for (const name of await caches.keys()) {
    const isOurs = name.startsWith(SHELLS) || name.startsWith(COPIES);
    if (isOurs && name !== SHELL && name !== PAGES) await caches.delete(name);
  }
  await caches.open(PAGES);
}

async function asset(request) {
  return (await caches.match(request)) || fetch(request);
}

async function file(event) {
  const copy = await caches.match(event.request);
  if (copy) return copy;
  const answer = await fetch(event.request);
  event.waitUntil(keep(event.request, answer.clone()));
  return answer;
}

async function page(event, url) {
  const copy = isCarried(url) ? await caches.match(event.request) : null;
  try {
    const answer = await Promise.race([fetch(event.request), ...(copy ? [tooLong()] : [])]);
    if (isCarried(url)) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch {
    return copy ? marked(copy) : caches.match(AWAY);
  }
}

function tooLong() {
  return new Promise((_done, fail) => setTimeout(fail, PATIENCE));
}

async function keep(request, answer) {
  const cache = await caches.open(PAGES);
  const isLight = Number(answer.headers.get("Content-Length") || 0) < HEAVIEST;
  if (answer.ok && isLight) {
    await cache.put(request, answer);
    const kept = MOST ? await cache.keys() : [];
    for (const old of kept.slice(0, Math.max(0, kept.length - MOST))) await cache.delete(old);
  } else if ([403, 404].includes(answer.status)) await cache.delete(request);
}

// The page learns that it is a copy, and of when, and says so.
async function marked(copy) {
  if (!(copy.headers.get("Content-Type") || "").includes("html")) return copy;
  const text = (await copy.text()).replace("<html ", `<html data-carried="${copy.headers.get("Date") || ""}" `);
  return new Response(text, { headers: copy.headers });
}
