// The assessor's own total, counted as the engine counts one sheet: points, parts, floors by star.

import { drawRuler } from "./ruler.js";

export class Totals {
  constructor(form, law) {
    this.form = form;
    this.law = law;
    this.rows = law.criteria.map((criterion) => ({ ...criterion, node: document.getElementById(criterion.anchor) }));
    this.byAnchor = new Map(this.rows.map((row) => [row.anchor, row]));
    const rule = document.getElementById("thuoc");
    this.ruler = rule.querySelector("svg");
    this.words = { star: rule.dataset.star, missing: rule.dataset.missing };
  }

  chosen(row) {
    const box = row.node.querySelector("input[type=radio]:checked");
    return box ? { value: box.value, points: Number(box.dataset.p) } : null;
  }

  points(row) {
    const mark = this.chosen(row);
    return mark && this.applies(row) && !this.leaves(row) ? mark.points : 0;
  }

  // Left to those who know the field, itself or by what it depends on.
  leaves(row) {
    const box = row.node.querySelector("[data-leave]");
    return (box !== null && box.checked) || (row.needs !== "" && this.leaves(this.byAnchor.get(row.needs)));
  }

  applies(row) {
    return !row.needs || this.points(this.byAnchor.get(row.needs)) > 0;
  }

  needsReason(row) {
    const mark = this.chosen(row);
    if (this.leaves(row)) return false;
    if (!mark || row.proposed === "" || mark.value === String(row.proposed)) return false;
    return row.node.querySelector("[data-why]") !== null;
  }

  state(row) {
    if (this.leaves(row) || !this.applies(row)) return "outside";
    if (!this.chosen(row)) return "blank";
    const reason = row.node.querySelector("textarea").value.trim();
    return this.needsReason(row) && !reason ? "reason" : "scored";
  }

  // Show everything that follows from what is ticked.
  show() {
    const parts = new Map(), groups = new Map(), cells = new Map();
    let total = 0, left = 0;
    const closed = this.form.hasAttribute("data-closed");
    for (const row of this.rows) {
      const state = this.state(row), points = this.points(row), { part, group } = row.node.dataset;
      total += points;
      left += state === "blank" || state === "reason" ? 1 : 0;
      parts.set(part, (parts.get(part) || 0) + points);
      groups.set(group, (groups.get(group) || 0) + points);
      cells.set(group, [...(cells.get(group) || []), state]);
      row.node.querySelector("fieldset").disabled = closed || state === "outside";
      const needs = row.node.querySelector(".needs");
      if (needs) needs.hidden = this.leaves(row) || this.applies(row);
      const why = row.node.querySelector("[data-why]");
      if (why) why.hidden = !this.needsReason(row);
      for (const node of document.querySelectorAll(`[data-points="${row.anchor}"]`)) {
        node.textContent = state === "outside" || state === "blank" ? "–" : String(points);
      }
    }
    this.left = left;
    this.showSums(parts, groups);
    this.showCells(cells);
    this.showStar(total);
    document.getElementById("tong").textContent = String(total);
    const todo = document.getElementById("con-thieu");
    if (todo) {
      todo.hidden = left === 0;
      todo.querySelector("span").textContent = String(left);
    }
  }

  showSums(parts, groups) {
    for (const [code, points] of parts) {
      for (const node of document.querySelectorAll(`span[data-part="${code}"]`)) node.textContent = String(points);
    }
    for (const [code, points] of groups) {
      const node = document.querySelector(`[data-sum="${code}"]`);
      if (node) node.textContent = String(points);
    }
  }

  showCells(cells) {
    for (const [code, states] of cells) {
      const drawn = document.querySelectorAll(`.sc-group[data-group="${code}"] .strip rect`);
      drawn.forEach((cell, place) => cell.setAttribute("class", states[place]));
    }
    for (const tab of document.querySelectorAll("[data-tab]")) {
      const states = this.rows.filter((row) => row.node.dataset.part === tab.dataset.tab).map((row) => this.state(row));
      tab.querySelectorAll("rect").forEach((cell, place) => cell.setAttribute("class", states[place]));
    }
  }

  showStar(total) {
    const missing = new Map();
    for (const [place, floor, stars] of this.law.floors) {
      if (!this.leaves(this.rows[place]) && this.points(this.rows[place]) < floor) {
        for (const star of stars) missing.set(star, (missing.get(star) || 0) + 1);
      }
    }
    const band = this.law.bands.find(([, lower]) => total >= lower)[0];
    document.getElementById("khung").textContent = String(band);
    const line = document.getElementById("thieu"), next = [3, 4, 5].find((star) => missing.get(star));
    line.hidden = !next;
    if (next) {
      line.querySelector("[data-star]").textContent = String(next);
      line.querySelector("[data-count]").textContent = String(missing.get(next));
    }
    drawRuler(this.ruler, total, this.law.bands, missing, this.words);
  }
}
