// Four corners on a photograph: moved by finger, mouse or arrow keys; the numbers below follow, and lead.

const frame = document.querySelector("[data-corners]");
const form = document.getElementById("goc");
const polygon = frame.querySelector("polygon");
const handles = [...frame.querySelectorAll(".corner")];
const exact = Object.assign(document.createElement("input"), { type: "hidden", name: "goc" }); // a thousandth, where the fields say a hundredth
form.append(exact);

const shares = frame.dataset.corners.split(",").map(Number);
const STEP = 5, LEAP = 25; // thousandths of the picture

function show() {
  handles.forEach((handle, number) => {
    handle.hidden = false;
    handle.style.left = `${shares[2 * number] / 10}%`;
    handle.style.top = `${shares[2 * number + 1] / 10}%`;
    form.elements[`x${number}`].value = Math.round(shares[2 * number] / 10);
    form.elements[`y${number}`].value = Math.round(shares[2 * number + 1] / 10);
  });
  exact.value = shares.join(",");
  polygon.setAttribute("points", exact.value);
}

function move(number, x, y) {
  shares[2 * number] = Math.round(Math.min(1000, Math.max(0, x)));
  shares[2 * number + 1] = Math.round(Math.min(1000, Math.max(0, y)));
  show();
}

handles.forEach((handle, number) => {
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const box = frame.getBoundingClientRect();
    move(number, ((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * 1000);
  });
  handle.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? LEAP : STEP;
    const way = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key];
    if (!way) return;
    event.preventDefault();
    move(number, shares[2 * number] + way[0], shares[2 * number + 1] + way[1]);
  });
});

form.addEventListener("change", (event) => {
  const [, axis, number] = /^([xy])([0-3])$/.exec(event.target.name) || [];
  if (!axis) return;
  shares[2 * Number(number) + (axis === "y")] = Math.min(1000, Math.max(0, Math.round(Number(event.target.value) * 10) || 0));
  show();
});
show();
