// The page that asks once more: the confirmed sheet goes through the queue, so that a cut line neither loses nor doubles it.

import { queue } from "./queue.js";
import { keep, read, remove, uuid } from "./store.js";

const form = document.getElementById("xac-nhan");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { sheet, base, url, name, list } = form.dataset, pairs = new URLSearchParams();
  for (const [field, value] of new FormData(form)) {
    if (!["csrfmiddlewaretoken", "client_id"].includes(field)) pairs.append(field, value);
  }
  const held = { sheet, holder: queue.holder, url: new URL(url, location.href).href, name, body: pairs.toString(), base };
  try {
    await keep({ ...held, act: "send", state: "waiting", rev: uuid(), failed: false, told: null });
    await queue.flush();
  } catch {
    form.submit(); // a browser that keeps nothing
    return;
  }
  const row = await read(sheet);
  if (!row || ["sent", "waiting"].includes(row.state)) location.assign(list);
  else if (["changed", "gone"].includes(row.state) || row.told.sent_at) location.assign(url);
  else {
    await remove(sheet);
    form.submit(); // refused as it stands: the server's own page says what is missing
  }
});
