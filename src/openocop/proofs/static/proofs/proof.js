// Reading and judging the compact proof of a certificate, on this device alone. The layout stands in domain/compact.py.

const CONTEXT = new TextEncoder().encode("OpenOCOP certificate 1\n");
const LETTERS = "23456789abcdefghjkmnpqrstvwxyz", HEAD = 31, SIGNATURE = 64, DAY = 86_400_000, VIETNAM = 7 * 3_600_000;

// The digits in what was scanned or typed: a whole address, or the digits alone. Null where there are none.
export function digitsIn(text) {
  const found = /(?:^|#)(\d{200,700})$/.exec(text.replace(/\s+/g, ""));
  return found ? found[1] : null;
}

// What the digits state, with the signed bytes and the signature. Null where they are no proof of a known version.
export function read(digits) {
  let hex = BigInt(digits).toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const said = bytes.slice(0, -SIGNATURE), view = new DataView(said.buffer);
  if (said.length < HEAD + 2 || said[0] !== 1) return null;
  const names = [];
  let at = HEAD;
  try {
    for (const decoder = new TextDecoder("utf-8", { fatal: true }); names.length < 2; at += 1 + said[at]) {
      if (at >= said.length || at + 1 + said[at] > said.length) return null;
      names.push(decoder.decode(said.slice(at + 1, at + 1 + said[at])));
    }
  } catch {
    return null;
  }
  if (at !== said.length) return null;
  const two = (number, width = 2) => String(number).padStart(width, "0");
  const commune = (said[19] << 16) | view.getUint16(20);
  return {
    said,
    signature: bytes.slice(-SIGNATURE),
    key: idOf(view.getBigUint64(1)),
    certificate: idOf(view.getBigUint64(9)),
    isIllustrative: Boolean(said[17] & 1),
    code: `${two(said[18])}-${two(commune, 5)}-${two(view.getUint16(22))}-${view.getUint16(24)}`,
    stars: said[26],
    issued: view.getUint16(27),
    until: view.getUint16(29),
    product: names[0],
    producer: names[1],
  };
}

// One answer, { kind, facts, proof }. `known` is what the server told, as of known.as_of; `now` is in milliseconds.
export async function judge(text, known, now = Date.now()) {
  const digits = digitsIn(text), proof = digits && read(digits);
  if (!proof) return { kind: "unreadable", facts: {} };
  if (!known) return { kind: "uninformed", facts: {} };
  const facts = { known: moment(known.as_of), certificate: proof.certificate };
  const key = known.keys.find(({ id }) => id === proof.key);
  if (!key) return { kind: "unknown-key", facts };
  if (key.revoked_on) return { kind: "revoked-key", facts: { ...facts, since: written(key.revoked_on), reason: key.reason } };
  const isGenuine = await signed(proof, key.public_key);
  if (isGenuine === null) return { kind: "unable", facts };
  if (!isGenuine || (key.retired_on && proof.issued > dayOf(key.retired_on))) return { kind: "tampered", facts };
  Object.assign(facts, {
    ...{ product: proof.product, producer: proof.producer, stars: proof.stars, code: proof.code, province: key.province },
    issued: written(proof.issued),
    until: written(proof.until - 1),
  });
  const today = Math.floor((now + VIETNAM) / DAY), is = (kind, since) => ({ kind, facts: { ...facts, since: since && written(since) }, proof });
  const withdrawn = known.withdrawn[proof.certificate], replaced = known.replaced[proof.certificate];
  if (withdrawn && dayOf(withdrawn) <= today) return is("withdrawn", withdrawn);
  if (replaced && dayOf(replaced) <= today) return is("replaced", replaced);
  if (today < proof.issued) return is("early", proof.issued);
  if (today < proof.until) return is("valid");
  const kept = known.kept?.[proof.certificate];  // art. 12.3, which no paper printed before can tell
  return kept && today < dayOf(kept) ? is("kept", dayOf(kept) - 1) : is("expired");
}

// True or false; null where this browser does not know Ed25519.
async function signed({ said, signature }, publicKey) {
  const raw = Uint8Array.from(publicKey.match(/../g), (pair) => parseInt(pair, 16));
  try {
    const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, Uint8Array.from([...CONTEXT, ...said]));
  } catch {
    return null;
  }
}

function idOf(number) {
  let id = "";
  for (let place = 0; place < 12; place += 1, number /= 30n) id = LETTERS[Number(number % 30n)] + id;
  return id;
}

function dayOf(text) {
  return Date.parse(text) / DAY;
}

// A day, as number from 01/01/1970 or "2026-12-05", the way people read it.
function written(day) {
  const [year, month, date] = new Date(typeof day === "number" ? day * DAY : day).toISOString().slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}

function moment(instant) {
  const there = new Date(Date.parse(instant) + VIETNAM).toISOString();
  return `${there.slice(11, 16)} ${written(there.slice(0, 10))}`;
}

const STORE = "openocop:known";

// What this device was told last, null where it never was.
export function kept() {
  return JSON.parse(localStorage.getItem(STORE) || "null");
}

// Asks the server what it knows now and keeps it; what was kept before, where there is no network.
export async function informed(address) {
  try {
    const answer = await fetch(address);
    if (answer.ok) localStorage.setItem(STORE, JSON.stringify(await answer.json()));
  } catch {
    // no network: what was told last stands, with its moment
  }
  return kept();
}

// A template with {name} in its words, filled.
export function filled(template, facts) {
  const node = template.content.cloneNode(true);
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = texts.currentNode.data.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
  }
  return node;
}
