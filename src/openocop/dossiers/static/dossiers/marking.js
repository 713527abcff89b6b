// A mark that did not reach the server is never taken for saved: it is kept on this device, told, and sent again.

import { marks } from "./device.js";
import { sendMarks } from "./resending.js";

const AGAIN = 15_000; // milliseconds
const notice = document.getElementById("chua-gui");
const { owner } = document.getElementById("hang-doi").dataset;
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
const forms = [...document.querySelectorAll("form[hx-post]")];

const keyOf = (form) => marks.key(owner, form.action, form.elements.criterion.value);
const kept = (form) => JSON.parse(localStorage.getItem(keyOf(form)));
const seenBy = (form) => new FormData(form).getAll("seen");

function tell() {
  notice.hidden = !forms.some((form) => kept(form)?.failed);
  document.dispatchEvent(new CustomEvent("openocop:marks"));
}

// Everything this page saw or sent itself: a mark that stands and is none of it was set elsewhere.
function saw(form, level) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "seen", value: level });
  form.append(field);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[hx-post]");
  if (!form) return;
  const criterion = form.elements.criterion.value, level = event.target.value;
  const page = `${location.pathname}#${form.closest("section").id}`;
  marks.keep(keyOf(form), { criterion, level, page, address: form.action, seen: seenBy(form), failed: false });
  saw(form, level);
}, { capture: true });

// A conflict is kept until it is settled. What is refused for good is told on the page and would be refused again.
function answered(form, status) {
  if (status === 409) marks.keep(keyOf(form), { ...kept(form), failed: true, conflict: true });
  else marks.drop(keyOf(form));
  tell();
}

function failed(form) {
  const mark = kept(form);
  if (mark) marks.keep(keyOf(form), { ...mark, failed: true });
  tell();
}

document.addEventListener("htmx:error", (event) => failed(event.target));
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.text.includes('id="tong"')) return answered(ctx.sourceElement, ctx.response.status);
  event.preventDefault(); // a page of signing in, or of a fault, is no total
  return failed(ctx.sourceElement);
});

// Sent again from here or from another page of the dossier: the total follows.
document.addEventListener("openocop:answer", (event) => {
  const { mark, text } = event.detail;
  const form = forms.find((form) => keyOf(form) === mark.key);
  const total = new DOMParser().parseFromString(text, "text/html").getElementById("tong");
  if (form && total) document.getElementById("tong").replaceWith(total);
  tell();
});

// Whichever of two marks holds, what this device kept of the criterion is settled with it.
document.addEventListener("submit", (event) => {
  const { settle } = event.target.dataset;
  if (settle) marks.drop(marks.key(owner, event.target.action, settle));
}, { capture: true });

// What a closed tab had not sent is chosen again on the page; it is sent with all that was known then.
for (const form of forms) {
  const mark = kept(form);
  if (!mark) continue;
  const choice = [...form.querySelectorAll("[name=level]")].find((input) => input.value === mark.level);
  if (choice?.checked) {
    marks.drop(keyOf(form));
  } else if (choice && !choice.disabled) {
    choice.checked = true;
    marks.keep(keyOf(form), { ...mark, failed: true, conflict: false, problem: "" });
  }
}

function again() {
  sendMarks(owner, token);
}
window.addEventListener("online", again);
setInterval(again, AGAIN * (0.75 + Math.random() / 2));
tell();
again();
