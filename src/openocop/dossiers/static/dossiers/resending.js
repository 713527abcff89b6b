// Marks that did not arrive are sent again, one flush at a time, with all that this device knew of them.

import { marks } from "./device.js";

const LOCK = "openocop-marks";
let running = null;

// Answers whether anything changed.
export function sendMarks(owner, token) {
  const once = () => flush(owner, token);
  running ||= (navigator.locks ? navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && once()) : once()).finally(() => {
    running = null;
  });
  return running;
}

async function flush(owner, token) {
  let changed = false;
  for (const mark of marks.of(owner)) {
    if (!mark.failed || mark.conflict || mark.problem) continue;
    const body = new URLSearchParams([["criterion", mark.criterion], ["level", mark.level], ...mark.seen.map((seen) => ["seen", seen])]);
    let answer, text;
    try {
      answer = await fetch(mark.address, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": token } });
      text = await answer.text();
    } catch {
      return changed; // still cut
    }
    if (!text.includes('id="tong"') && answer.status !== 403) return changed; // a page of signing in, or of a fault, is no total
    const now = localStorage.getItem(mark.key);
    if (now && JSON.parse(now).level !== mark.level) continue; // chosen anew meanwhile
    if (answer.ok) marks.drop(mark.key);
    else marks.keep(mark.key, { ...mark, conflict: answer.status === 409, problem: answer.status === 409 ? "" : reason(text) });
    changed = true;
    document.dispatchEvent(new CustomEvent("openocop:answer", { detail: { mark, text, status: answer.status } }));
  }
  return changed;
}

function reason(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return (page.querySelector(".oc-alert .grow, main h1") || page.body).textContent.trim().slice(0, 300);
}
