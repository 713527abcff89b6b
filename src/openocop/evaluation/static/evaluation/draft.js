// Keeps what is typed: to the server a moment after a change, one flush at a time; on this device until the server has it.

const PREFIX = "openocop:sheet:", WAIT = 900, RETRY = 5000;

export class Draft {
  constructor(form, say) {
    this.form = form;
    this.say = say;
    this.key = PREFIX + form.dataset.draft;
    this.base = form.dataset.savedAt; // the moment of the saved sheet that is being changed
    this.dirty = false;
    this.sending = null;
    this.timer = 0;
    window.addEventListener("online", () => this.flush());
  }

  // Put back what this device kept because it never reached the server. Saved from elsewhere since, it is only offered.
  restore() {
    const kept = this.kept();
    if (!kept || kept.body === this.body().toString()) {
      localStorage.removeItem(this.key);
    } else if (kept.base === this.base) {
      this.put(kept.body);
    } else {
      this.offer(kept.body);
    }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  put(body) {
    const pairs = new URLSearchParams(body);
    for (const field of this.form.elements) {
      if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = pairs.getAll(field.name).includes(field.value);
      else if (field.tagName !== "FIELDSET") field.value = pairs.get(field.name) || "";
    }
    this.form.dispatchEvent(new Event("change"));
  }

  offer(body) {
    const notice = document.getElementById("ban-giu");
    notice.hidden = false;
    notice.addEventListener("click", (event) => {
      const button = event.target.closest("[data-use]");
      if (!button) return;
      notice.hidden = true;
      if (button.dataset.use) this.put(body);
      else localStorage.removeItem(this.key);
    });
  }

  changed() {
    this.dirty = true;
    localStorage.setItem(this.key, JSON.stringify({ base: this.base, body: this.body().toString() }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), WAIT);
  }

  body() {
    const pairs = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (name !== "csrfmiddlewaretoken") pairs.append(name, value);
    }
    return pairs;
  }

  // Save now; answers whether the server has everything.
  async flush() {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    if (!this.dirty) return true;
    this.sending = this.post();
    const done = await this.sending;
    this.sending = null;
    return done && !this.dirty ? true : done && this.flush();
  }

  async post() {
    const sent = this.body().toString();
    this.dirty = false;
    this.say("saving");
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(sent),
        headers: { Accept: "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      });
      if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) {
        // Signed out meanwhile, or the page is too old: what is typed stays here until the page is opened again.
        this.dirty = true;
        this.say("expired");
        return false;
      }
      const told = await answer.json();
      if (!answer.ok) {
        this.say("refused", told.problem);
        return false;
      }
      this.base = told.saved_at;
      if (!this.dirty) localStorage.removeItem(this.key);
      this.say("saved", told.saved_at);
      return true;
    } catch {
      this.dirty = true;
      this.say("unsent");
      this.timer = setTimeout(() => this.flush(), RETRY);
      return false;
    }
  }
}
