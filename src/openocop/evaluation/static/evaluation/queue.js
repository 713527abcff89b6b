// Brings what this device keeps to the server: one flush at a time, again and again until it is there.

import { change, device, rowsOf } from "./store.js";
import { differing } from "./versions.js";

const FIRST = 5000, LONGEST = 60000, PATIENCE = 20000, JITTER = 1000; // milliseconds
const LOCK = "openocop:flush", NEWS = "openocop:sheets", PAGES = "openocop-pages";

class Queue extends EventTarget {
  constructor(holder) {
    super();
    this.holder = holder;
    this.trouble = ""; // "line": no answer; "expired": signed out
    this.reached = false; // the server answered since this page opened
    this.pause = FIRST;
    this.timer = 0;
    this.others = new BroadcastChannel(NEWS);
    this.others.addEventListener("message", () => this.dispatchEvent(new Event("news")));
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.hurry());
  }

  // What the server does not have, as far as this page's person goes.
  async unsent() {
    const rows = await rowsOf(this.holder);
    return rows.filter((row) => !["kept", "sent"].includes(row.state) && (row.state !== "waiting" || row.failed || row.act === "send"));
  }

  hurry() {
    this.pause = FIRST;
    return this.flush();
  }

  flush() {
    clearTimeout(this.timer);
    return navigator.locks ? navigator.locks.request(LOCK, () => this.run()) : this.run();
  }

  async run() {
    for (let row = await this.next(); row; row = await this.next()) {
      if (!(await this.deliver(row))) {
        for (const one of await rowsOf(this.holder)) await change(one.sheet, (now) => ({ ...now, failed: now.state === "waiting" }));
        this.later();
        this.tell();
        return;
      }
      this.trouble = "";
      this.reached = true;
      this.tell();
    }
    this.pause = FIRST;
  }

  async next() {
    return (await rowsOf(this.holder)).find((row) => row.state === "waiting");
  }

  later() {
    this.timer = setTimeout(() => this.flush(), this.pause + Math.random() * JITTER);
    this.pause = Math.min(this.pause * 2, LONGEST);
  }

  tell() {
    this.dispatchEvent(new Event("news"));
    this.others.postMessage("");
  }

  // Answers whether the server has spoken on this row.
  async deliver(row) {
    let answer = null, told = null;
    try {
      answer = await this.post(row);
      if (this.isEntrance(answer) && (await this.renewToken(row))) answer = await this.post(row);
      if (this.isJson(answer)) told = await answer.json();
    } catch {
      this.trouble = "line";
      return false;
    }
    if (this.isEntrance(answer) || (answer.status !== 404 && !told) || answer.status >= 500) {
      this.trouble = this.isEntrance(answer) ? "expired" : "line";
      return false;
    }
    await change(row.sheet, (now) => settled(now, row, answer, told));
    if (row.act === "send" || answer.status === 404) await dropPage(row.url);
    return true;
  }

  post(row) {
    const body = new URLSearchParams(row.body);
    body.set("client_id", device());
    body.set("sheet", row.sheet);
    body.set("base", row.base);
    return fetch(row.act === "send" ? row.url.replace(/\/?$/, "/gui/") : row.url, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  isJson(answer) {
    return (answer.headers.get("Content-Type") || "").includes("json");
  }

  // Led to the sign-in page, or the form's token is of an earlier sign-in.
  isEntrance(answer) {
    return answer.type === "opaqueredirect" || (answer.status === 403 && !this.isJson(answer));
  }

  async renewToken(row) {
    const before = token();
    const page = await fetch(row.url, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return page.ok && token() !== before;
  }
}

function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
  return found ? found[1] : "";
}

// The row after the answer. What was typed while it was under way waits for its own turn.
function settled(now, posted, answer, told) {
  if (answer.ok) {
    const done = posted.act === "send" ? "sent" : "kept";
    const state = now.rev === posted.rev ? done : now.state;
    return { ...now, base: told.saved_at, state, failed: false, told };
  }
  if (answer.status === 404) return { ...now, state: "gone", told: null };
  if (told.fields && !differing(now.body, told.fields).length) {
    // Another device brought just the same.
    if (told.sent_at) return { ...now, state: "sent", told };
    if (answer.status === 409) return { ...now, base: told.saved_at, state: posted.act === "send" ? "waiting" : "kept" };
  }
  return { ...now, state: answer.status === 409 && told.saved_at && !told.sent_at ? "changed" : "refused", told };
}

// The copy that was carried along shows what no longer holds.
async function dropPage(url) {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES)) await (await caches.open(name)).delete(url);
  }
}

export const queue = new Queue(document.body.dataset.holder || "");
