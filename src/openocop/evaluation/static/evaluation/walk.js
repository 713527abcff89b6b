// One criterion at a time: the tree, the keys, the evidence beside it.

export class Walk {
  constructor() {
    this.screen = document.querySelector(".sc");
    this.stops = [...document.querySelectorAll("section.crit")];
    this.links = [...document.querySelectorAll("[data-to]")];
    this.screen.classList.add("one");
    for (const name of ["truoc", "sau"]) document.getElementById(name).hidden = false;
    document.getElementById("truoc").addEventListener("click", () => this.step(-1));
    document.getElementById("sau").addEventListener("click", () => this.step(1));
    document.addEventListener("click", (event) => this.follow(event));
    window.addEventListener("hashchange", () => this.open(location.hash.slice(1)));
    this.prepareCases();
    if (!this.open(location.hash.slice(1))) this.open(this.firstToDo());
    window.addEventListener("load", () => this.toTop());
  }

  firstToDo() {
    const open = this.stops.find((stop) => stop.querySelector("fieldset.lv:not(:disabled)") && !stop.querySelector(":checked"));
    return (open || this.stops[0]).id;
  }

  follow(event) {
    const link = event.target.closest("[data-to]");
    if (link) {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      this.open(link.dataset.to, true);
    }
    if (event.target.closest("#mo-cay")) {
      event.preventDefault();
      this.screen.classList.toggle("tree-open");
    }
  }

  open(id, focus = false) {
    const stop = this.stops.find((one) => one.id === id);
    if (!stop) return false;
    this.here = stop;
    this.screen.classList.remove("tree-open");
    for (const one of this.stops) one.classList.toggle("here", one === stop);
    for (const block of document.querySelectorAll("[data-evidence]")) block.classList.toggle("here", block.dataset.evidence === id);
    for (const group of document.querySelectorAll(".sc-group")) group.classList.toggle("open", group.dataset.group === stop.dataset.group);
    for (const link of this.links) {
      const current = link.dataset.tab ? link.dataset.tab === stop.dataset.part : link.dataset.to === id && !this.isGroup(link);
      if (current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (current && !link.dataset.tab) link.scrollIntoView({ block: "nearest" });
    }
    this.toTop();
    if (focus) stop.focus({ preventScroll: true });
    return true;
  }

  // The browser goes to the address' anchor by itself; the heading above it would be cut off.
  toTop() {
    this.here.closest("main").scrollTop = 0;
  }

  isGroup(link) {
    return link.parentElement.classList.contains("sc-group") && !link.classList.contains("crit");
  }

  step(by) {
    const next = this.stops[this.stops.indexOf(this.here) + by];
    if (!next) return;
    history.replaceState(null, "", `#${next.id}`);
    this.open(next.id, true);
  }

  // Choose the level worth `points`; within the chosen case, where a criterion prints two.
  choose(points) {
    const boxes = [...this.here.querySelectorAll(`fieldset.lv:not(:disabled) input[data-p="${points}"]`)];
    const box = boxes.find((one) => one.closest("label").offsetParent !== null);
    if (box) {
      box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  // Leave the criterion to those who know the field, or take it back, where the regulation lets a member do so.
  leave() {
    const box = this.here.querySelector("[data-leave]:not(:disabled)");
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  prepareCases() {
    for (const stop of this.stops) {
      const buttons = [...stop.querySelectorAll("[data-case]")];
      if (!buttons.length) continue;
      for (const button of buttons) {
        button.hidden = false;
        button.addEventListener("click", () => {
          this.leaveCase(stop, button.dataset.case);
          this.showCase(stop, button.dataset.case);
        });
      }
    }
    this.showCases();
  }

  // The case of what is chosen, where a criterion prints two.
  showCases() {
    for (const stop of this.stops.filter((one) => one.querySelector("[data-case]"))) {
      const checked = stop.querySelector("label[data-of-case] :checked");
      this.showCase(stop, checked ? checked.closest("label").dataset.ofCase : "");
    }
  }

  // A level of the other case no longer counts.
  leaveCase(stop, chosen) {
    const box = stop.querySelector("label[data-of-case] :checked");
    if (!box || box.closest("label").dataset.ofCase === chosen) return;
    box.checked = false;
    stop.dispatchEvent(new Event("change", { bubbles: true }));
  }

  showCase(stop, chosen) {
    for (const button of stop.querySelectorAll("[data-case]")) button.setAttribute("aria-pressed", String(button.dataset.case === chosen));
    for (const row of stop.querySelectorAll("[data-of-case]")) row.hidden = row.dataset.ofCase !== chosen || row.tagName === "P";
  }
}
