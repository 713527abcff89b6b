// Shows what is not sent yet and takes new files in. Without this file the form sends them as forms do.

import { files, marks } from "./device.js";
import { sendMarks } from "./resending.js";
import { Sender } from "./sending.js";

const LOOK_AGAIN = 20_000; // milliseconds
const box = document.getElementById("hang-doi");
const owner = box.dataset.owner, token = box.querySelector("[name=csrfmiddlewaretoken]").value;
const rows = box.querySelector("[data-rows]"), title = box.querySelector("h2[data-title]");
const able = window.isSecureContext && "indexedDB" in window && "locks" in navigator;
const arrived = []; // since this page was opened: [file, public id of the paper]
let kept = []; // files on this device, as last looked at

const sender = new Sender(owner, token, (file, paper) => {
  show();
  if (!paper) return;
  arrived.push([file, paper]);
  listed();
});
const others = new BroadcastChannel("openocop-unsent");
others.onmessage = () => draw();

function show() {
  others.postMessage("changed");
  return draw();
}

function row(name, state, { value, problem = "", acts = {}, open = "" }) {
  const item = box.querySelector("template").content.cloneNode(true).firstElementChild;
  item.querySelector(".t").textContent = name;
  const bar = item.querySelector("progress");
  if (value === undefined) bar.remove();
  else Object.assign(bar, { value, ariaLabel: name });
  item.querySelector(".sub").textContent = problem ? `${state}: ${problem}` : state;
  for (const [act, deed] of Object.entries(acts)) {
    const button = item.querySelector(`[data-act=${act}]`);
    button.hidden = false;
    button.setAttribute("aria-label", `${button.textContent.trim()} ${name}`);
    if (deed) button.addEventListener("click", deed);
  }
  if (open) item.querySelector("[data-act=open]").href = open;
  return item;
}

function ofFile(file) {
  const size = file.sha256 ? file.blob.size : 0;
  const stopped = file.paused || ["refused", "expired"].includes(file.state);
  const acts = { [stopped ? "resume" : "pause"]: () => (stopped ? sender.resume(file.id) : sender.pause(file.id)) };
  if (file.state === "refused") delete acts.resume;
  acts.drop = () => sender.drop(file);
  const value = file.state === "refused" ? undefined : size && (file.received || 0) / size;
  return row(file.about.title || file.name, box.dataset[file.state] || file.state, { value, problem: file.problem, acts });
}

function ofMark(mark) {
  const name = box.dataset.level.replace("{code}", mark.criterion);
  const acts = { drop: () => (marks.drop(mark.key), show()) };
  if (mark.page) acts.open = null;
  const state = mark.conflict ? box.dataset.conflict : mark.problem ? box.dataset.refused : box.dataset.retry;
  return row(name, state, { problem: mark.problem, acts, open: mark.page });
}

const isWaiting = (form) => kept.some((file) => file.address === form.dataset.after);

async function draw() {
  kept = able ? await files.of(owner) : [];
  const levels = marks.of(owner).filter((mark) => mark.failed);
  const count = kept.length + levels.length;
  box.hidden = !count && !arrived.length;
  title.textContent = count ? box.dataset.title.replace("{n}", count) : box.dataset.sent;
  box.querySelector("[data-kept]").hidden = !count;
  const focused = rows.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  const done = arrived.map(([file, paper]) =>
    row(file.about.title || file.name, box.dataset.done, { acts: { open: null }, open: `${file.papers}${paper}/` }),
  );
  rows.replaceChildren(...kept.map(ofFile), ...levels.map(ofMark), ...done);
  for (const form of document.querySelectorAll("form[data-after]")) {
    if (!isWaiting(form)) form.querySelector("[data-waits]").hidden = true;
  }
  if (focused) rows.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}

// A paper that has arrived shows among the others where this page lists them; what is being typed stays.
async function listed() {
  const lists = document.querySelectorAll("[data-papers]");
  if (!lists.length) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  for (const list of lists) {
    const fresh = page.querySelector(`[data-papers="${CSS.escape(list.dataset.papers)}"]`);
    if (fresh && !list.contains(document.activeElement)) list.replaceWith(fresh);
  }
}

// What is typed beside a file that was not sent yet survives a closed tab too; the file itself is chosen again.
const noteOf = (form) => `openocop:note:${owner}:${form.dataset.upload}:${form.elements.criterion?.value || ""}`;

// The form of a paper may be folded away; one that stands open stays so.
function fold(form, open) {
  const folded = form.closest("details");
  if (folded) folded.open = open;
}

function said(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !["file", "client_id", "csrfmiddlewaretoken"].includes(name)));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (form) localStorage.setItem(noteOf(form), JSON.stringify(said(form)));
});
for (const form of document.querySelectorAll("form[data-upload]")) {
  const note = JSON.parse(localStorage.getItem(noteOf(form)) || "null");
  if (!note) continue;
  for (const [name, value] of Object.entries(note)) if (form.elements[name]) form.elements[name].value = value;
  fold(form, true);
}

// A file goes into the queue first, and from there to the server: a tab closed now loses nothing.
async function take(form) {
  const fields = new FormData(form);
  const blob = fields.get("file"), id = fields.get("client_id");
  if (!(blob instanceof File) || !blob.name) return;
  form.elements.client_id.value = crypto.randomUUID(); // the form is ready for the next paper
  const about = said(form);
  form.reset();
  localStorage.removeItem(noteOf(form));
  const addresses = { address: form.dataset.upload, papers: form.getAttribute("action") };
  await files.add({ id, owner, about, blob, name: blob.name, ...addresses, added: Date.now(), state: "waiting" });
  navigator.storage?.persist?.();
  fold(form, false);
  await show();
  box.scrollIntoView({ block: "nearest" });
  sender.run();
}

if (able) {
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.upload) return;
    event.preventDefault();
    take(event.target);
  }, { capture: true });
  // What is sent for good does not leave behind a paper that is still on its way.
  document.addEventListener("submit", (event) => {
    if (!isWaiting(event.target)) return;
    event.preventDefault();
    event.target.querySelector("[data-waits]").hidden = false;
  }, { capture: true });
}

function again() {
  if (able) sender.run();
  sendMarks(owner, token).then((changed) => changed && show());
}
document.addEventListener("openocop:marks", show);
document.addEventListener("visibilitychange", () => document.hidden || again());
window.addEventListener("online", again);
setInterval(again, LOOK_AGAIN * (0.75 + Math.random() / 2));
// Signed in again since: what waited for that may go on.
(async () => {
  for (const file of able ? await files.of(owner) : []) if (file.state === "expired") await files.change(file.id, { state: "waiting" });
  await draw();
  again();
})();
