// Two versions of one sheet, told apart in words: what this device has, and what the server keeps.

const APART = new Set(["client_id", "sheet", "base", "act", "csrfmiddlewaretoken", "d-confirm"]);

// The names of the fields in which a typed form and the fields of a kept sheet differ.
export function differing(body, fields) {
  const mine = gathered(new URLSearchParams(body)), theirs = gathered(fields);
  const names = new Set([...mine.keys(), ...theirs.keys()]);
  return [...names].filter((name) => (mine.get(name) || "") !== (theirs.get(name) || ""));
}

function gathered(pairs) {
  const found = new Map();
  for (const [name, value] of pairs) {
    const text = value === "none" ? "" : value.replace(/\r\n/g, "\n").trim(); // no level fits, or none applies
    if (!APART.has(name) && text) found.set(name, found.has(name) ? `${found.get(name)}, ${text}` : text);
  }
  return found;
}

export class Versions {
  // `form` is the sheet, null where it is only read; `notice` holds the words and one button for each way out.
  constructor(form, notice) {
    this.form = form;
    this.notice = notice;
  }

  // Answers the chosen way out: "mine", "theirs" or "drop".
  show(row) {
    const told = row.told || {}, sent = Boolean(told.sent_at), both = row.state === "changed";
    this.notice.hidden = false;
    for (const words of this.notice.querySelectorAll("[data-when]")) {
      words.hidden = words.dataset.when !== (both ? "changed" : sent ? "sent" : "refused");
    }
    this.notice.querySelector("[data-problem]").textContent = both ? "" : told.problem || "";
    const lines = told.fields ? differing(row.body, told.fields).map((name) => this.line(name, row, told.fields)) : [];
    const list = this.notice.querySelector("[data-differences]");
    list.hidden = !lines.length;
    list.replaceChildren(...lines);
    return new Promise((resolve) => {
      this.notice.onclick = (event) => {
        const button = event.target.closest("[data-take]");
        if (!button) return;
        this.notice.hidden = true;
        resolve(button.dataset.take);
      };
    });
  }

  hide() {
    this.notice.hidden = true;
  }

  line(name, row, fields) {
    const item = document.createElement("li"), words = this.notice.dataset;
    const mine = this.value(name, new URLSearchParams(row.body).getAll(name), (row.points || {})[name]);
    const theirs = this.value(name, fields.filter((pair) => pair[0] === name).map((pair) => pair[1]));
    item.textContent = `${this.label(name)}: ${words.mine} ${mine}${theirs ? `; ${words.theirs} ${theirs}` : ""}`;
    return item;
  }

  label(name) {
    if (name === "opinion") return this.notice.dataset.opinion;
    if (name.startsWith("answer")) return this.notice.dataset.answer;
    if (name === "d") return this.notice.dataset.exclusion;
    const code = name.slice(2);
    const field = this.form && this.form.querySelector(`[name="${CSS.escape(name)}"]`);
    const title = field ? field.closest("section").querySelector("h2").textContent : code;
    return name.startsWith("r-") ? `${this.notice.dataset.reason} ${code}` : title;
  }

  // Where a page shows the kept sheet itself, "" for its levels.
  value(name, values, points) {
    if (!values.length || !values[0]) return this.notice.dataset.nothing;
    const box = this.form && this.form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(values[0])}"]`);
    if (!name.startsWith("m-")) return `“${(box && box.dataset.said) || values.join(", ")}”`;
    const given = box ? box.dataset.p : points;
    return given === undefined ? "" : `${given} ${this.notice.dataset.points}`;
  }
}
