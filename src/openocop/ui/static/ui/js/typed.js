// Words typed into a form of the office stay on this device until they are sent: a closed tab, a cut line or a lost
// sign-in costs none. They are put back where the page still says what it said then, and never over anything newer.

const PREFIX = "openocop:typed:", WEEK = 7 * 24 * 3600_000, PAUSE = 400; // milliseconds
const holder = document.body.dataset.holder || "";
const notice = document.getElementById("go-do");
const ENTRANCES = /\/(login|reauthenticate)\//; // whoever is led there, or comes from there, has sent nothing yet

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && (field.localName === "textarea" || field.type === "text"));
const keyOf = (form) => `${PREFIX}${holder}:${location.pathname}:${new URL(form.action).pathname}`;
// A form that keeps itself has its own way: sheets, self-scores, files.
const isKept = (form) => form.method === "post" && !form.matches("[data-draft], [data-upload], [hx-post], [data-leaves]") && fieldsOf(form).length;

function read(key) {
  return JSON.parse(localStorage.getItem(key) || "null");
}

function keep(form) {
  const words = Object.fromEntries(
    fieldsOf(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, { said: field.value, over: field.defaultValue }]),
  );
  if (Object.keys(words).length) localStorage.setItem(keyOf(form), JSON.stringify({ words, at: Date.now() }));
  else localStorage.removeItem(keyOf(form));
}

function putBack(form) {
  const kept = read(keyOf(form));
  if (!kept) return;
  const back = fieldsOf(form).filter(({ name, value }) => kept.words[name] && kept.words[name].over === value);
  if (!back.length) return;
  for (const field of back) field.value = kept.words[field.name].said;
  const node = notice.content.firstElementChild.cloneNode(true);
  node.querySelector("[data-at]").textContent = new Date(kept.at).toLocaleString("vi", { dateStyle: "short", timeStyle: "short" });
  node.querySelector("button").addEventListener("click", () => {
    for (const field of back) field.value = field.defaultValue;
    localStorage.removeItem(keyOf(form));
    node.remove();
  });
  form.prepend(node);
}

// Sent, and the server led on from there; a form that comes back with what was wrong holds the words itself.
function forget() {
  const [landed] = performance.getEntriesByType("navigation");
  const isLetIn = ENTRANCES.test(location.pathname) || ENTRANCES.test(document.referrer);
  const isAnswered = (landed?.redirectCount && !isLetIn) || document.querySelector("main form .err, main form .oc-alert.bad");
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    const kept = read(key);
    if (Date.now() - kept.at > WEEK || (kept.sent && isAnswered && key.startsWith(`${PREFIX}${holder}:`))) localStorage.removeItem(key);
  }
}

if (holder && notice) {
  forget();
  let timer = 0;
  for (const form of document.querySelectorAll("main form")) if (isKept(form)) putBack(form);
  document.addEventListener("input", ({ target: { form } }) => {
    if (!form || !isKept(form)) return;
    clearTimeout(timer);
    timer = setTimeout(() => keep(form), PAUSE);
  });
  document.addEventListener("submit", ({ target: form }) => {
    if (!isKept(form)) return;
    clearTimeout(timer);
    keep(form);
    const kept = read(keyOf(form));
    if (kept) localStorage.setItem(keyOf(form), JSON.stringify({ ...kept, sent: true }));
  });
}
