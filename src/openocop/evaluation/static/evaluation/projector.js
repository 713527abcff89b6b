// Arrows and page keys of a presenter walk through the agenda; Escape leaves.

const KEYS = { ArrowRight: "sau", PageDown: "sau", ArrowLeft: "truoc", PageUp: "truoc", Escape: "ra" };

document.addEventListener("keydown", (event) => {
  const link = KEYS[event.key] && document.getElementById(KEYS[event.key]);
  if (link) link.click();
});
