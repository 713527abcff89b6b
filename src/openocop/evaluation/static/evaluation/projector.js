// Arrows and page keys of a presenter walk through the agenda, Enter opens a result; Escape leaves.

const KEYS = { ArrowRight: "sau", PageDown: "sau", ArrowLeft: "truoc", PageUp: "truoc", Enter: "mo", Escape: "ra" };

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.target.closest("a, button")) return;
  const there = KEYS[event.key] && document.getElementById(KEYS[event.key]);
  if (there) there.click();
});
