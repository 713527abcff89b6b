// Public pages open again without a network once they were seen here; a copy says that it is one, and of when.

const line = document.getElementById("ban-luu"), copied = document.documentElement.dataset.carried;

// The page that installs the worker came before it: it is kept now, with what it draws with, all from the browser's cache.
async function keepThis() {
  const { active } = await navigator.serviceWorker.ready;
  const { pagesOf } = await import(line.dataset.copies);
  const cache = await caches.open(await pagesOf(active));
  const drawn = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => new URL(name).origin === location.origin && /\/(static|anh)\//.test(name));
  for (const address of new Set([location.href.split("#")[0], ...drawn])) {
    if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  }
}

if (copied !== undefined) {
  const at = new Date(copied), said = line.content.cloneNode(true);
  if (!Number.isNaN(at.valueOf())) said.querySelector("[data-at]").textContent = at.toLocaleString("vi", { dateStyle: "short", timeStyle: "short" });
  document.querySelector("main").prepend(said);
} else if ("serviceWorker" in navigator) {
  addEventListener("load", async () => {
    const before = navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(line.dataset.worker, { scope: "/" }).catch(() => {});
    if (!before) await keepThis();
  });
}
