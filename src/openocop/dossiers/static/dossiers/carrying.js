// Carries a self-score along, so that it opens and is filled in without a network. What is marked and put in there waits
// on the device as on any page whose line is cut.

import { marks } from "./device.js";
import { pagesOf, put } from "../ui/js/copies.js";

const SETTLED = 4000; // milliseconds after the last mark
const FRESH = 30 * 60_000; // milliseconds for which a copy is good enough; a page that is opened brings its own
const here = document.getElementById("mang-theo");
const { owner } = document.getElementById("hang-doi").dataset;
const sheet = document.querySelector("nav a[href*='/tu-danh-gia/']"); // none on the way to it
let timer = 0;

function tellCopy(taken) {
  const at = new Date(taken);
  if (!Number.isNaN(at.valueOf())) {
    here.querySelector("[data-at]").textContent = at.toLocaleString("vi", { dateStyle: "short", timeStyle: "short" });
  }
  here.querySelector("[data-copied]").hidden = false;
}

async function prepare() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(here.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  if (!sheet) return;
  const cache = await caches.open(await pagesOf(active));
  await carry(cache);
  document.addEventListener("openocop:marks", () => {
    clearTimeout(timer);
    timer = setTimeout(() => settled() && put(cache, location.pathname).catch(() => {}), SETTLED);
  });
}

// What the device still keeps is not on the server: a copy taken now would show less.
function settled() {
  return !marks.of(owner).length;
}

async function carry(cache) {
  const groups = [...document.querySelectorAll("nav a[href*='/tu-danh-gia/']")].map((link) => new URL(link.href).pathname);
  const whole = location.pathname.replace(/(\/tu-danh-gia\/).*/, "$1");
  try {
    for (const address of new Set([location.pathname, whole, ...groups, here.dataset.home])) {
      if (!isFresh(await cache.match(address))) await put(cache, address);
    }
    here.querySelector("[data-whole]").hidden = false;
  } catch {
    // the line went; the next visit goes on from here
  }
}

function isFresh(copy) {
  return Boolean(copy) && Date.now() - Date.parse(copy.headers.get("Date") || "") < FRESH;
}

const copied = document.documentElement.dataset.carried;
if (copied === undefined) prepare();
else tellCopy(copied);
