// Sends what is kept: one file at a time, in pieces, from where the server says it stands. Cut lines, closed tabs and
// restarted servers only make it wait.

import { files } from "./device.js";
import { shrunk } from "./shrinking.js";

const PIECE = 256 * 1024; // bytes
const FIRST_WAIT = 1000, LONGEST_WAIT = 60_000; // milliseconds
const REWINDS = 3; // what comes wrong so often comes wrong for ever
const LOCK = "openocop-files";

export class Stopped extends Error {} // paused or dropped by hand

class Answered extends Error {
  constructor(state, problem) {
    super(problem);
    this.state = state; // "refused" for good, "expired" until somebody signs in, "again" later
  }
}

export class Sender {
  constructor(owner, token, changed) {
    Object.assign(this, { owner, token, changed, running: null, wake: () => {}, flight: null });
    window.addEventListener("online", () => this.wake());
  }

  // Send everything there is to send. Two tabs, or two calls at once, are one: a lock holds for the whole device.
  run() {
    this.wake();
    this.running ||= navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && this.all()).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async all() {
    for (let tries = 0; ; ) {
      const next = (await files.of(this.owner)).find((file) => !file.paused && !["refused", "expired"].includes(file.state));
      if (!next) return;
      try {
        await this.one(next);
        tries = 0;
      } catch (error) {
        if (error instanceof Answered && error.state !== "again") await this.note(next.id, { state: error.state, problem: error.message });
        else if (!(error instanceof Stopped)) {
          await this.note(next.id, { state: "retry" });
          await this.wait(tries++);
        }
      }
    }
  }

  // Longer after each failure, and never the same for two devices; at once when the line is back.
  wait(tries) {
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
      this.wake = () => (clearTimeout(timer), resolve());
    });
  }

  async one(file) {
    if (!file.sha256) {
      await this.note(file.id, { state: "preparing" });
      const blob = await shrunk(file.blob);
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
      file = { ...file, blob, sha256: hex(digest) };
      await files.change(file.id, { blob, sha256: file.sha256 });
    }
    await this.note(file.id, { state: "sending" });
    const address = `${file.address}${file.id}/`;
    const head = new Uint8Array(await file.blob.slice(0, 16).arrayBuffer());
    const begun = { ...file.about, client_id: file.id, name: file.name, size: file.blob.size, head: hex(head) };
    let told = await this.ask(file, file.address, { method: "POST", body: new URLSearchParams(begun) });
    for (let rewound = 0, before = 0; !told.paper; before = told.received) {
      if (told.received < before && ++rewound > REWINDS) throw new Answered("refused", "");
      const { paused } = (await files.get(file.id)) || { paused: true };
      if (paused) throw new Stopped();
      await this.note(file.id, { received: told.received });
      if (told.received < file.blob.size) {
        const body = file.blob.slice(told.received, told.received + PIECE);
        told = await this.ask(file, address, { method: "PATCH", body, headers: { "Upload-Offset": told.received } });
      } else {
        told = await this.ask(file, address, { method: "POST", body: new URLSearchParams({ sha256: file.sha256 }) });
      }
    }
    await files.drop(file.id);
    this.changed(file, told.paper);
  }

  // Answers what the server says of the file; 409 is such an answer, it says where to go on.
  async ask(file, address, { headers, ...rest }) {
    this.flight = { id: file.id, control: new AbortController() };
    let answer;
    try {
      const all = { Accept: "application/json", "X-CSRFToken": this.token, ...headers };
      answer = await fetch(address, { ...rest, headers: all, signal: this.flight.control.signal });
    } catch (error) {
      throw error.name === "AbortError" ? new Stopped() : error;
    } finally {
      this.flight = null;
    }
    const said = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.redirected || (!said && answer.status < 500 && answer.status !== 404)) throw new Answered("expired", "");
    if (answer.ok || answer.status === 409) return answer.json();
    if (answer.status >= 500 || answer.status === 429 || (answer.status === 404 && said)) throw new Answered("again", "");
    throw new Answered("refused", said ? (await answer.json()).problem : "");
  }

  async note(id, facts) {
    await files.change(id, facts);
    this.changed();
  }

  async pause(id) {
    await files.change(id, { paused: true, state: "paused" });
    if (this.flight?.id === id) this.flight.control.abort();
    this.changed();
  }

  async resume(id) {
    await this.note(id, { paused: false, state: "waiting" });
    this.run();
  }

  // Forget the file here, and what the server has of it where the line allows; else it is swept there in a week.
  async drop(file) {
    await files.drop(file.id);
    if (this.flight?.id === file.id) this.flight.control.abort();
    this.changed();
    const asked = { method: "DELETE", headers: { "X-CSRFToken": this.token } };
    await fetch(`${file.address}${file.id}/`, asked).catch(() => {});
  }
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
