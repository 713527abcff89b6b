// The page that checks without a network: it answers for what was typed, photographed, or stands behind # in its address.

import { filled, informed, judge, kept } from "./proof.js";

const page = document.getElementById("ngoai-tuyen"), form = document.getElementById("kiem-tra"), place = document.getElementById("ket-qua");
const photograph = document.getElementById("anh-ma"), template = (name) => document.getElementById(`tl-${name}`);
let known = kept();

async function show(text) {
  const { kind, facts, proof } = await judge(text, known);
  place.replaceChildren(filled(template(kind), facts));
  if (proof) place.append(filled(template("facts"), facts));
  if (proof?.isIllustrative) {
    place.querySelector("h1").prepend(filled(template("mark"), facts));
    place.append(filled(template("illustrative"), facts));
  }
  for (const link of place.querySelectorAll("a[data-status]")) link.href = link.dataset.status.replace("ID", facts.certificate);
  document.querySelector(".intro").hidden = true;
  place.dataset.kind = kind;
}

function tellMoment() {
  const line = document.getElementById("biet-den");
  if (known) line.replaceChildren(filled(template("known"), { known: new Date(known.as_of).toLocaleString("vi", { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short", timeStyle: "short" }) }));
}

async function fromAddress() {
  if (location.hash.length > 1) await show(location.hash);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await show(form.elements.ma.value);
  place.querySelector("h1, h2").focus();
});
window.addEventListener("hashchange", fromAddress);

if ("BarcodeDetector" in window) {
  document.getElementById("chup").hidden = false;
  photograph.addEventListener("change", async () => {
    const [code] = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(photograph.files[0]));
    await show(code ? code.rawValue : "");
  });
}

tellMoment();
await fromAddress();
known = await informed(page.dataset.known);
tellMoment();
await fromAddress();

// A worker is of use only once it runs: registering alone does not tell that it kept what it needs.
async function running(address) {
  const registration = await navigator.serviceWorker.register(address);
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  while (worker.state !== "activated") {
    if (worker.state === "redundant") throw new Error(address);
    await new Promise((changed) => worker.addEventListener("statechange", changed, { once: true }));
  }
}

if ("serviceWorker" in navigator) {
  const both = [page.dataset.worker, page.dataset.workerOfAddresses].map(running);
  await Promise.all(both).then(() => (document.getElementById("san-sang").hidden = false), () => {});
}
