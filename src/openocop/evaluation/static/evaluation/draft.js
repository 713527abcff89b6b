// Keeps what is typed: to the server a moment after a change, one flush at a time; on this device until the server has it.

const PREFIX = "openocop:sheet:", WAIT = 900, RETRY = 5000;

export class Draft {
  constructor(form, say) {
    this.form = form;
    this.say = say;
    this.key = PREFIX + form.dataset.draft;
    this.dirty = false;
    this.sending = null;
    this.timer = 0;
    window.addEventListener("online", () => this.flush());
  }

  // Put back what this device kept because it never reached the server. Answers whether anything was put back.
  restore() {
    const kept = localStorage.getItem(this.key);
    if (!kept) return false;
    const pairs = new URLSearchParams(kept);
    for (const field of this.form.elements) {
      if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = pairs.getAll(field.name).includes(field.value);
      else if (field.tagName !== "FIELDSET") field.value = pairs.get(field.name) || "";
    }
    this.changed();
    return true;
  }

  changed() {
    this.dirty = true;
    localStorage.setItem(this.key, this.body().toString());
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
