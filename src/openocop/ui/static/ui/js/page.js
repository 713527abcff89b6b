// Small comforts of the office; every page works without them.

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const find = document.getElementById("find");
    if (find) {
      event.preventDefault();
      find.focus();
    }
  }
  if (event.key === "Escape") {
    const open = event.target.closest("details.drop[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.drop[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("a[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.hash.slice(1));
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  const closer = event.target.closest("dialog [data-close]");
  if (closer && closer.closest("dialog").open) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

// Copies of pages on this device are for one person in one post: gone before they leave, and before another looks.
const HOLDER = "openocop:holder", COPIES = "openocop-pages", holder = document.body.dataset.holder || "";

async function forgetCopies() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(COPIES)) await caches.delete(name);
  }
}

if (holder !== localStorage.getItem(HOLDER)) {
  forgetCopies();
  localStorage.setItem(HOLDER, holder);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-leaves") || form.dataset.leaves) return;
  event.preventDefault();
  form.dataset.leaves = "now";
  await forgetCopies().catch(() => {});
  form.requestSubmit(event.submitter);
});

// One form is sent once; a form that fetches a file may be sent again a little later.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
