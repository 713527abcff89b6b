// Carries the sheets of a session along, so that a member goes on without a network: page by page, only what changed.

const BREATH = 150; // milliseconds between two pages: the line is shared with whoever scores
const PAPER = /\/minh-chung\/[^/]+\/$/;

// `told` says how far it is; its rows are the links with `data-carry`, the state of the page behind each.
export async function carry(worker, told) {
  const links = [...document.querySelectorAll("[data-carry]")];
  if (!links.length) return;
  const cache = await caches.open(await pagesOf(worker));
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  const papers = new Set();
  let carried = 0;
  try {
    for (const link of links) {
      const page = await kept(cache, link.href, link.dataset.carry);
      if (page) carried += 1;
      for (const address of papersOf(page)) papers.add(address);
      say(told, carried, links.length);
    }
    for (const address of [location.pathname + location.search, told.dataset.sessions]) {
      if (!(await cache.match(address))) await put(cache, address);
    }
    for (const address of papers) {
      if (!(await cache.match(address))) await put(cache, address);
    }
    say(told, carried, links.length, carried === links.length);
  } catch {
    say(told, carried, links.length); // the line went; the next visit goes on from here
  }
}

// The name of the store from which this worker answers.
function pagesOf(worker) {
  const channel = new MessageChannel();
  worker.postMessage("pages?", [channel.port2]);
  return new Promise((resolve) => (channel.port1.onmessage = (event) => resolve(event.data)));
}

// Answers the page's text; it is asked for anew when it does not stand as the list says.
async function kept(cache, address, stamp) {
  const copy = await cache.match(address);
  const text = copy ? await copy.text() : "";
  if (text.includes(`data-stamp="${stamp}"`)) return text;
  const answer = await put(cache, address);
  return answer ? answer.text() : "";
}

async function put(cache, address) {
  await new Promise((resolve) => setTimeout(resolve, BREATH));
  const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
  const isLight = Number(answer.headers.get("Content-Length") || 0) < 8_000_000;
  if (!answer.ok || !isLight) {
    await cache.delete(address);
    return null;
  }
  await cache.put(address, answer.clone());
  return answer;
}

function papersOf(text) {
  if (!text) return [];
  const links = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("a[href]")];
  return links.map((link) => link.getAttribute("href")).filter((address) => PAPER.test(address));
}

function say(told, carried, all, whole = false) {
  told.hidden = false;
  const words = told.querySelector("[data-words]");
  words.textContent = words.dataset.words.replace("{n}", carried).replace("{all}", all);
  told.querySelector("[data-whole]").hidden = !whole;
}
