// The scoring screen. Without this file the page is one long form that works.

import { Draft } from "./draft.js";
import { Totals } from "./totals.js";
import { Walk } from "./walk.js";

const form = document.getElementById("phieu");
const law = JSON.parse(document.getElementById("bo-tieu-chi").textContent);
const totals = new Totals(form, law);
const closed = form.hasAttribute("data-closed");
const sync = document.getElementById("dong-bo");

function say(kind, detail = "") {
  const text = document.createElement("span"), strong = document.createElement("b");
  strong.textContent = sync.dataset[kind];
  text.append(strong);
  if (kind === "saved") text.append(new Date(detail).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }));
  if (kind === "refused") text.append(detail);
  sync.classList.toggle("off", ["unsent", "refused", "expired"].includes(kind));
  sync.replaceChildren(text);
}

const draft = closed ? null : new Draft(form, say);

form.addEventListener("input", () => {
  totals.show();
  if (draft) draft.changed();
});
form.addEventListener("change", () => {
  totals.show();
  if (draft) draft.changed();
});

if (draft) draft.restore();
const walk = new Walk();
totals.show();

// Sending goes on only once everything is with the server; without a connection nothing is lost.
document.addEventListener("submit", async (event) => {
  if (event.target !== form || !draft) return;
  event.preventDefault();
  const act = event.submitter ? event.submitter.value : "save";
  draft.dirty = true;
  const kept = await draft.flush();
  if (kept && act === "send") location.assign(form.action.replace(/\/?$/, "/gui/"));
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && draft) {
    event.preventDefault();
    draft.dirty = true;
    draft.flush();
    return;
  }
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
