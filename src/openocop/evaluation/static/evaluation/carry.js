// Carries the sheets of a session along, so that a member goes on without a network: page by page, only what changed.

import { pagesOf, put } from "../ui/js/copies.js";

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

// Answers the page's text; it is asked for anew when it does not stand as the list says.
async function kept(cache, address, stamp) {
  const copy = await cache.match(address);
  const text = copy ? await copy.text() : "";
  if (text.includes(`data-stamp="${stamp}"`)) return text;
  const answer = await put(cache, address);
  return answer ? answer.text() : "";
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
