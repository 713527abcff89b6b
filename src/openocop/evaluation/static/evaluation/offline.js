// On every page of the council: what this device has not sent yet, and the worker by which pages open without a network.

import { carry } from "./carry.js";
import { queue } from "./queue.js";
import { read, remove, rowsOf } from "./store.js";
import { Versions } from "./versions.js";

const here = document.getElementById("ngoai-tuyen");
const strip = document.getElementById("mau-chua-gui");
const told = document.getElementById("mang-theo"); // on the list of one's own sheets
const copied = document.documentElement.hasAttribute("data-carried");

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

async function show() {
  const rows = await queue.unsent(), old = document.getElementById("chua-gui");
  if (copied && queue.reached && told && !rows.some((row) => row.state === "waiting")) {
    location.reload(); // the list as it stands now tells the rest
    return;
  }
  const short = document.querySelector(".sync [data-unsent]");
  if (short) {
    short.hidden = !rows.length;
    short.textContent = rows.length ? filled(here.dataset.unsent, { n: rows.length }) : "";
    short.closest(".sync").hidden = false;
  } else {
    if (old) old.remove();
    if (rows.length || copied) document.querySelector("main .wrap-x, main .quiet-page").prepend(notice(rows));
  }
  markRows(rows);
  await tellSent();
}

function notice(rows) {
  const node = strip.content.firstElementChild.cloneNode(true);
  node.id = "chua-gui";
  node.querySelector("[data-count]").textContent = rows.length ? filled(here.dataset.keptHere, { n: rows.length }) : here.dataset.copied;
  const stuck = rows.filter((row) => row.state !== "waiting");
  for (const words of node.querySelectorAll("[data-when]")) {
    words.hidden = !rows.length || words.dataset.when !== (stuck.length === rows.length ? "stuck" : queue.trouble || "waiting");
  }
  node.querySelector("ul").append(...rows.map(item));
  return node;
}

function item(row) {
  const line = document.createElement("li");
  if (row.state === "gone") {
    const drop = document.createElement("button");
    drop.className = "btn";
    drop.type = "button";
    drop.textContent = here.dataset.drop;
    drop.addEventListener("click", async () => {
      await remove(row.sheet);
      queue.tell();
    });
    line.append(here.dataset.gone, " ", drop);
    return line;
  }
  const link = document.createElement("a");
  link.href = row.url;
  link.textContent = row.name;
  line.append(link);
  if (row.told && row.told.problem) line.append(": ", row.told.problem);
  return line;
}

// The list tells of each product what this device still keeps of it.
function markRows(rows) {
  const waiting = new Set(rows.map((row) => row.sheet));
  for (const mark of document.querySelectorAll("[data-kept]")) mark.hidden = !waiting.has(mark.dataset.kept);
}

async function tellSent() {
  if (!told) return;
  for (const row of await rowsOf(queue.holder)) {
    if (row.state !== "sent") continue;
    const node = document.getElementById("mau-da-gui").content.firstElementChild.cloneNode(true);
    node.querySelector("[data-words]").textContent = filled(here.dataset.sent, { name: row.name });
    document.querySelector("main .wrap-x").prepend(node);
    await remove(row.sheet);
  }
}

// What this device keeps of a sheet that can only be read now is shown beside it, until it is discarded.
async function showLate() {
  const place = document.getElementById("ban-giu"), form = document.getElementById("phieu");
  if (!place || (form && !form.hasAttribute("data-closed"))) return;
  const row = await read(place.dataset.sheet);
  if (!row || row.holder !== queue.holder || !["changed", "refused"].includes(row.state)) return;
  await new Versions(form, place).show({ ...row, state: "refused" });
  await remove(row.sheet);
  queue.tell();
}

async function prepare() {
  if (!("serviceWorker" in navigator) || copied) return;
  await navigator.serviceWorker.register(here.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  if (told) await carry(active, told);
}

// One showing after the other: a notice is given once.
let shown = show();
queue.addEventListener("news", () => {
  shown = shown.then(show);
});
window.addEventListener("online", async () => {
  await queue.flush();
  if (copied && told && !queue.trouble) location.reload();
});
await queue.flush();
await shown;
showLate();
await prepare();
