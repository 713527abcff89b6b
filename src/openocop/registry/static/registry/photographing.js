// A photograph is made small on the device before its form is sent: a telephone's picture travels in a tenth of the time.

import { shrunk } from "../dossiers/shrinking.js";

const form = document.querySelector("[data-photographing]");
const chosen = form?.querySelector("input[type=file]");
chosen?.addEventListener("change", async () => {
  const [file] = chosen.files;
  const small = file && (await shrunk(file));
  if (!small || small === file || chosen.files[0] !== file) return;
  const held = new DataTransfer();
  held.items.add(new File([small], file.name.replace(/\.\w+$/, ".jpg"), { type: small.type }));
  chosen.files = held.files;
});
