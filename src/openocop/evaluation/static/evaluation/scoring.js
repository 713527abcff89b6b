// The scoring screen. Without this file the page is one long form that works.

import { Draft } from "./draft.js";
import { Totals } from "./totals.js";
import { Walk } from "./walk.js";

const form = document.getElementById("phieu");
const law = JSON.parse(document.getElementById("bo-tieu-chi").textContent);
const totals = new Totals(form, law);
const sync = document.getElementById("dong-bo");

function say(kind, detail = "") {
  const text = sync.querySelector("[data-say]"), strong = document.createElement("b");
  strong.textContent = sync.dataset[kind];
  text.replaceChildren(strong);
  if (kind === "saved") text.append(new Date(detail).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }));
  if (kind === "refused") text.append(detail);
  sync.classList.toggle("off", !["saved", "saving"].includes(kind));
}

// Readable only, and why: "queued", "sent", "elsewhere"; false opens it again.
function close(why) {
  form.toggleAttribute("data-closed", Boolean(why));
  for (const field of form.querySelectorAll("textarea")) field.readOnly = Boolean(why);
  for (const notice of document.querySelectorAll("[data-closed-as]")) notice.hidden = notice.dataset.closedAs !== why;
  for (const button of document.querySelectorAll(".sc-foot .send")) button.hidden = Boolean(why);
  if (why === "queued" || why === "sent") say(why);
  totals.show();
}

const draft = form.hasAttribute("data-closed") ? null : new Draft(form, say, close);

function changed() {
  totals.show();
  if (draft && !form.hasAttribute("data-closed")) draft.changed();
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("filled", () => totals.show());

if (draft) await draft.begin();
const walk = new Walk();
form.addEventListener("filled", () => walk.showCases());
totals.show();

// Sending goes on only once everything is with the server; without a connection the sheet waits on this device.
document.addEventListener("submit", async (event) => {
  if (event.target !== form || !draft) return;
  event.preventDefault();
  if (form.hasAttribute("data-closed")) return;
  const act = event.submitter ? event.submitter.value : "save";
  const state = await draft.bring("save");
  if (act !== "send") return;
  if (state === "kept") location.assign(form.action.replace(/\/?$/, "/gui/"));
  else if (state === "waiting") askToSendLater();
});

function askToSendLater() {
  const dialog = document.getElementById("gui-sau");
  if (!dialog || totals.left) {
    walk.open(walk.firstToDo(), true);
    return;
  }
  dialog.querySelector("[data-total]").textContent = document.getElementById("tong").textContent;
  dialog.showModal();
}

document.addEventListener("click", async (event) => {
  if (!draft) return;
  if (event.target.closest("[data-take-back]")) await draft.takeBack();
  if (event.target.closest("[data-send-later]")) {
    document.getElementById("gui-sau").close();
    await draft.bring("send");
    location.assign(document.querySelector(".sc-top a").href);
  }
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && draft) {
    event.preventDefault();
    if (!form.hasAttribute("data-closed")) draft.bring("save");
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    if (typing && event.key === "Escape") event.target.blur();
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "j") walk.step(1);
  else if (key === "k") walk.step(-1);
  else if (/^[0-9]$/.test(key)) walk.choose(key);
  else if (key === "l") focusOn(walk.here.querySelector("textarea"));
  else if (key === "n") walk.leave();
  else if (key === "m") focusOn(document.querySelector("[data-evidence].here a, .sc-evid summary"));
  else return;
  event.preventDefault();
});

function focusOn(node) {
  if (node) node.focus();
}
