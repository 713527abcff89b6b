// What this device keeps until the server has it: one row per sheet, in IndexedDB.
// A row: {sheet, holder, url, name, body, points, base, act, state, rev, failed, told}; times in it are the server's.

const NAME = "openocop", SHEETS = "sheets", DEVICE = "openocop:device";
let opened = null;

// In a browser that keeps nothing the rows live as long as the page.
const memory = new Map();
const passing = {
  get: (sheet) => answered(memory.get(sheet)),
  getAll: () => answered([...memory.values()]),
  put: (row) => answered(memory.set(row.sheet, row)),
  delete: (sheet) => answered(memory.delete(sheet)),
};

function answered(result) {
  const request = { result };
  Object.defineProperty(request, "onsuccess", { set: (act) => act({ target: request }) });
  return request;
}

function database() {
  opened ||= new Promise((resolve) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHEETS, { keyPath: "sheet" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  }).catch(() => null);
  return opened;
}

// `act` asks the store and returns the request whose result counts.
async function ask(mode, act) {
  const kept = await database();
  if (!kept) return (act(passing) || {}).result;
  const held = kept.transaction(SHEETS, mode);
  return new Promise((resolve, reject) => {
    let request = null;
    held.oncomplete = () => resolve(request ? request.result : undefined);
    held.onabort = () => reject(held.error);
    request = act(held.objectStore(SHEETS));
  });
}

export const read = (sheet) => ask("readonly", (store) => store.get(sheet));
export const keep = (row) => ask("readwrite", (store) => store.put(row));
export const remove = (sheet) => ask("readwrite", (store) => store.delete(sheet));

export async function rowsOf(holder) {
  const rows = await ask("readonly", (store) => store.getAll());
  return rows.filter((row) => row.holder === holder);
}

// Change one row as it stands at this moment, whatever another page wrote meanwhile.
export function change(sheet, act) {
  return ask("readwrite", (store) => {
    store.get(sheet).onsuccess = (event) => {
      const row = event.target.result;
      if (row) store.put(act(row));
    };
    return null;
  });
}

// The number of this device: by it the server knows what the device itself wrote last.
export function device() {
  let number = localStorage.getItem(DEVICE);
  if (!number) localStorage.setItem(DEVICE, (number = uuid()));
  return number;
}

export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
