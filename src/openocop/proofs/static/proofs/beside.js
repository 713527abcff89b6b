// On the page of a certificate: does the proof in the scanned QR code belong to the certificate that is shown?

import { filled, informed, judge } from "./proof.js";

const place = document.getElementById("tem");

if (location.hash.length > 1) {
  const { kind, facts } = await judge(location.hash, await informed(place.dataset.known));
  const isOther = facts.certificate && facts.certificate !== place.dataset.certificate;
  const words = ["tampered", "revoked-key", "unknown-key", "unreadable", "unable"].includes(kind) ? kind : isOther ? "other" : kind === "uninformed" ? "unable" : "own";
  place.append(filled(document.getElementById(`tem-${words}`), facts));
  place.hidden = false;
}
