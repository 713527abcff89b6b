// What this device keeps until the server has it: files in IndexedDB, marked levels in its local storage.

const NAME = "openocop", FILES = "files";
const MARK = "openocop:mark:";

let opened = null;

function open() {
  opened ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(FILES, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function done(mode, act) {
  const transaction = (await open()).transaction(FILES, mode);
  const asked = act(transaction.objectStore(FILES));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const files = {
  async of(owner) {
    const all = await done("readonly", (store) => store.getAll());
    return all.filter((file) => file.owner === owner).sort((a, b) => a.added - b.added);
  },
  get: (id) => done("readonly", (store) => store.get(id)),
  // The same id again is refused: a double tap is one paper.
  add: (file) => done("readwrite", (store) => store.add(file)),
  // Changes what is kept, unless it was dropped meanwhile.
  async change(id, facts) {
    await done("readwrite", (store) => {
      const asked = store.get(id);
      asked.onsuccess = () => asked.result && store.put({ ...asked.result, ...facts });
      return asked;
    });
  },
  drop: (id) => done("readwrite", (store) => store.delete(id)),
};

export const marks = {
  of(owner) {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${MARK}${owner}:`));
    return keys.sort().map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  },
  key: (owner, address, criterion) => `${MARK}${owner}:${address}:${criterion}`,
  keep: (key, mark) => localStorage.setItem(key, JSON.stringify(mark)),
  drop: (key) => localStorage.removeItem(key),
};
