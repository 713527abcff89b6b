// The 0-100 scale with its bands, drawn like the server's: 430 wide, bar 8 high.

const WIDTH = 430, MARGIN = 5, SCALE = (WIDTH - 2 * MARGIN) / 100, END = 100;

function shape(name, attributes, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}

// bands: [[star, lower], …]; missing: Map of star → unmet minimum conditions; words: {star, missing}.
export function drawRuler(svg, score, bands, missing, words) {
  const rising = [...bands].sort((a, b) => a[1] - b[1]);
  const at = MARGIN + score * SCALE;
  svg.setAttribute("viewBox", `0 0 ${WIDTH} 50`);
  const next = [3, 4, 5].find((star) => missing.get(star));
  const nodes = [];
  rising.forEach(([star, lower], place) => {
    const upper = place + 1 < rising.length ? rising[place + 1][1] : END;
    const left = MARGIN + lower * SCALE + (lower ? 1 : 0);
    const right = MARGIN + upper * SCALE - (upper < END ? 1 : 0);
    nodes.push(shape("rect", { class: "seg", x: left, y: 22, width: right - left, height: 8, rx: 2 }));
    const filled = Math.min(right, at) - left;
    if (filled > 0) nodes.push(shape("rect", { class: "fill", x: left, y: 22, width: filled, height: 8, rx: 2 }));
    const short = star === next ? missing.get(star) : 0;
    const here = score >= lower && (score < upper || upper === END);
    let label = `${star} ${words.star}`;
    if (short && right - left > 70) label += ` · ${words.missing} ${short}`;
    const kind = short ? "miss" : here ? "cur" : "lbl";
    nodes.push(shape("text", { class: kind, x: (left + right) / 2, y: 46, "text-anchor": "middle" }, label));
    if (lower && Math.abs(MARGIN + lower * SCALE - at) > 16) {
      nodes.push(shape("text", { x: MARGIN + lower * SCALE, y: 16, "text-anchor": "middle" }, String(lower)));
    }
  });
  nodes.push(shape("polygon", { class: "pt", points: `${at},23 ${at - 6},14 ${at + 6},14` }));
  svg.replaceChildren(...nodes);
  svg.setAttribute("aria-label", svg.getAttribute("aria-label").replace(/\d+/, String(score)));
}
