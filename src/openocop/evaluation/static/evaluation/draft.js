// The draft of one form: kept on this device at every change, brought to the server a moment later.

import { queue } from "./queue.js";
import { change, keep, read, remove, uuid } from "./store.js";
import { Versions } from "./versions.js";

const WAIT = 900, OTHER_TAB = 1500; // milliseconds

export class Draft {
  // `say` tells how the draft stands; `close` makes the sheet readable only, or (false) opens it again.
  constructor(form, say, close) {
    this.form = form;
    this.say = say;
    this.close = close;
    this.base = form.dataset.savedAt; // the moment of the saved sheet that is being changed, by the server's clock
    this.row = null;
    this.timer = 0;
    this.versions = new Versions(form, document.getElementById("ban-giu"));
    queue.addEventListener("news", () => this.look());
  }

  // One tab of a device works on a sheet; another one only shows it, until the first is closed.
  async begin() {
    const mine = this.claim(), late = new Promise((resolve) => setTimeout(resolve, OTHER_TAB, "late"));
    if ((await Promise.race([mine, late])) !== "late") return this.open();
    this.close("elsewhere");
    mine.then(() => {
      this.close(false);
      return this.open();
    });
  }

  claim() {
    if (!navigator.locks) return Promise.resolve();
    return new Promise((resolve) => {
      navigator.locks.request(`openocop:${this.form.dataset.draft}`, () => {
        resolve();
        return new Promise(() => {});
      });
    });
  }

  // Put back what this device kept: what never reached the server, and what is newer than a page carried along.
  async open() {
    const row = await read(this.form.dataset.draft);
    if (!row || row.holder !== queue.holder) return;
    if (row.state === "kept" && !(Date.parse(row.base) > (Date.parse(this.base) || 0))) return;
    this.put(row.body);
    this.base = row.base;
    this.show(row);
    if (row.state === "refused") await change(row.sheet, (now) => ({ ...now, state: "waiting" })); // things may have moved on
    if (["waiting", "refused"].includes(row.state)) queue.flush();
  }

  put(body) {
    const pairs = new URLSearchParams(body);
    for (const field of this.form.elements) {
      if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = pairs.getAll(field.name).includes(field.value);
      else if (field.tagName !== "FIELDSET") field.value = pairs.get(field.name) || "";
    }
    this.form.dispatchEvent(new Event("filled"));
  }

  changed() {
    this.store("save");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => queue.flush(), WAIT);
  }

  // Keep what is typed now and answer its row. While two versions wait for a choice it stays out of the queue.
  async store(act, state = "waiting") {
    const { draft, name } = this.form.dataset, now = this.row;
    const waits = now && now.state === "changed" && state === "waiting";
    const row = {
      sheet: draft,
      holder: queue.holder,
      url: this.form.action,
      name,
      body: this.body().toString(),
      points: Object.fromEntries([...this.form.querySelectorAll("input[data-p]:checked")].map((box) => [box.name, box.dataset.p])),
      base: this.base,
      act,
      state: waits ? now.state : state,
      rev: uuid(),
      failed: Boolean(now && now.failed),
      told: waits ? now.told : null,
    };
    this.row = row;
    await keep(row);
    return row;
  }

  body() {
    const pairs = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (!["csrfmiddlewaretoken", "client_id", "sheet", "base"].includes(name)) pairs.append(name, value);
    }
    return pairs;
  }

  // Save now, or send; answers how the sheet stands after the server was asked.
  async bring(act) {
    clearTimeout(this.timer);
    const row = await this.store(act); // a look that began before this one may have shown an older row meanwhile
    if (row.state === "waiting") {
      this.say("saving");
      await queue.flush();
    }
    await this.look();
    return this.row.state;
  }

  async look() {
    const row = await read(this.form.dataset.draft);
    if (!row || row.holder !== queue.holder) return;
    this.base = row.base;
    this.show(row);
  }

  show(row) {
    this.row = row;
    if (!["changed", "refused"].includes(row.state)) this.versions.hide();
    if (row.state === "sent") this.close("sent");
    else if (row.act === "send" && row.state === "waiting") this.close("queued");
    else if (row.state === "kept") this.say("saved", row.base);
    else if (row.state === "waiting") this.say(queue.trouble === "expired" ? "expired" : row.failed ? "unsent" : "saving");
    else if (row.state === "gone") this.say("gone");
    else {
      this.say(row.state === "changed" ? "changed" : "refused", row.told.problem);
      this.settle(row);
    }
  }

  // Both versions are shown; nothing is written over until somebody chooses.
  async settle(row) {
    const told = row.told, way = await this.versions.show(row);
    if (way === "mine") {
      this.row = null;
      this.base = told.saved_at;
      this.close(false);
      await this.bring(row.act);
    } else if (way === "theirs" && !told.sent_at) {
      this.base = told.saved_at;
      this.put(new URLSearchParams(told.fields).toString());
      this.close(false);
      await this.store("save", "kept");
      this.say("saved", this.base);
      queue.tell();
    } else {
      await remove(row.sheet);
      queue.tell();
      location.reload();
    }
  }

  // A sheet that waits to be sent is taken up again.
  async takeBack() {
    this.close(false);
    await this.bring("save");
  }
}
