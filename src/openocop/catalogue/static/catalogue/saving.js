// Saved products stay on this device, under no name; the address of a list carries them to others. Without this script
// every control is a link to such an address.

const KEY = "openocop:saved", MOST = 60, CODE = /^[0-9a-z]{12}$/;
const { saved: SAVED, full: FULL } = document.currentScript.dataset;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((code) => CODE.test(code)).slice(0, MOST) : [];
  } catch {
    return []; // storage is closed to us, or somebody else wrote there
  }
}

function keep(codes) {
  try {
    localStorage.setItem(KEY, JSON.stringify(codes));
    return true;
  } catch {
    return false; // the link still leads to a list
  }
}

const addressOf = (path, codes) => (codes.length ? `${path}?ma=${codes.join(",")}` : path);

function show(control, codes) {
  const isSaved = codes.includes(control.dataset.save);
  control.setAttribute("aria-pressed", isSaved);
  control.firstChild.data = isSaved ? SAVED : control.dataset.word;
}

function showAll() {
  const codes = read();
  for (const control of document.querySelectorAll("a[data-save]")) show(control, codes);
  for (const link of document.querySelectorAll("header nav a[href$='/danh-sach/']")) {
    link.dataset.word ||= link.textContent;
    link.textContent = codes.length ? `${link.dataset.word} (${codes.length})` : link.dataset.word;
  }
}

function toggle(control, event) {
  const codes = read(), code = control.dataset.save;
  const rest = codes.filter((one) => one !== code);
  if (rest.length === codes.length && codes.length >= MOST) {
    event.preventDefault();
    control.firstChild.data = FULL;
    return;
  }
  if (!keep(rest.length < codes.length ? rest : [...codes, code])) return;
  event.preventDefault();
  showAll();
}

function openList(list) {
  const shown = list.dataset.list ? list.dataset.list.split(",") : [], own = read();
  if (!new URLSearchParams(location.search).has("ma") && own.length) {
    location.replace(addressOf(location.pathname, own));
    return;
  }
  const button = list.querySelector("[data-keep]");
  const isNew = shown.some((code) => !own.includes(code));
  if (!button || !isNew) return;
  button.hidden = false;
  button.querySelector("button").addEventListener("click", () => {
    if (keep([...new Set([...own, ...shown])].slice(0, MOST))) button.hidden = true;
    showAll();
  });
}

document.addEventListener("DOMContentLoaded", () => {
  for (const control of document.querySelectorAll("a[data-save]")) {
    control.dataset.word = control.firstChild.data;
    control.setAttribute("role", "button");
    control.addEventListener("keydown", (event) => {
      if (event.key === " ") control.click();
      if (event.key === " ") event.preventDefault();
    });
  }
  document.addEventListener("click", (event) => {
    const control = event.target.closest("a[data-save]");
    if (control) toggle(control, event);
    const away = event.target.closest("a[data-unsave]");
    if (away) keep(read().filter((code) => code !== away.dataset.unsave));
  });
  window.addEventListener("storage", showAll); // another tab saved something
  showAll();
  const list = document.querySelector("[data-list]");
  if (list) openList(list);
});
