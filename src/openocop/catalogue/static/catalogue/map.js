// The map that can be moved and enlarged. It is fetched when somebody asks for it: the drawing on the page says the
// same, and the places, their words and their addresses are taken from it.

const style = (address) =>
  new Promise((done, failed) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: done, onerror: failed });
    document.head.append(link);
  });

const script = (address) =>
  new Promise((done, failed) => {
    const element = document.createElement("script");
    Object.assign(element, { src: address, onload: done, onerror: failed });
    document.head.append(element);
  });

// TopoJSON: each line is steps from its first point; a ring names its lines, backwards by their complement.
const features = (file, layer) => {
  const { scale, translate } = file.transform;
  const lines = file.arcs.map((line) => {
    let [x, y] = [0, 0];
    return line.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (numbers) =>
    numbers.flatMap((number, place) => {
      const line = number < 0 ? [...lines[~number]].reverse() : lines[number];
      return place ? line.slice(1) : line;
    });
  return file.objects[layer].geometries.map((one) => ({
    type: "Feature",
    properties: one.properties,
    geometry: {
      type: one.type,
      coordinates:
        one.type === "Polygon" ? one.arcs.map(ring) : one.arcs.map((polygon) => polygon.map(ring)),
    },
  }));
};

const open = async (button) => {
  const { boundaries, layer, label, credit } = button.dataset;
  const figure = button.closest("figure");
  const [answer] = await Promise.all([
    fetch(boundaries),
    style(button.dataset.style),
    window.L ?? script(button.dataset.script),
  ]);
  if (!answer.ok) throw new Error(String(answer.status));
  const file = await answer.json();
  const L = window.L;
  const box = document.createElement("div");
  box.className = "map-moved";
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", label);
  const drawing = figure.querySelector(".map-drawn");
  const known = new Map();
  for (const link of drawing.querySelectorAll("a[data-code]")) known.set(link.dataset.code, link);
  drawing.replaceWith(box);
  const map = L.map(box, { zoomSnap: 0.25, attributionControl: false, zoomControl: false });
  L.control.zoom({ zoomInTitle: button.dataset.in, zoomOutTitle: button.dataset.out }).addTo(map);
  L.control.attribution({ prefix: "Leaflet" }).addAttribution(credit).addTo(map);
  const names = [layer, ...(file.objects.archipelagos ? ["archipelagos"] : [])];
  const shapes = L.geoJSON(names.flatMap((name) => features(file, name)), {
    style: ({ properties }) => ({ className: known.get(properties.code)?.querySelector("path").getAttribute("class") ?? "m0" }),
    onEachFeature: ({ properties }, shape) => {
      const link = known.get(properties.code);
      const far = properties.code.length === 5 && layer === "provinces";
      shape.bindTooltip(link?.querySelector("title").textContent ?? properties.name, far ? { permanent: true } : { sticky: true });
      if (link) shape.on("click", () => location.assign(link.getAttribute("href")));
    },
  }).addTo(map);
  map.fitBounds(shapes.getBounds(), { padding: [24, 32] });
  button.remove();
  box.focus();
};

for (const button of document.querySelectorAll("[data-map-open]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await open(button);
    } catch {
      button.disabled = false;
      document.querySelector("[data-map-said]").textContent = button.dataset.failed;
    }
  });
}
