// Copies of pages on this device, from which a worker answers when the network does not.

const BREATH = 150; // milliseconds between two pages: the line is shared with whoever works
const HEAVIEST = 8_000_000; // bytes

// The name of the store from which this worker answers.
export function pagesOf(worker) {
  const channel = new MessageChannel();
  worker.postMessage("pages?", [channel.port2]);
  return new Promise((resolve) => (channel.port1.onmessage = (event) => resolve(event.data)));
}

// Fetches a page and keeps it; answers null, and keeps nothing, where it is not to be had.
export async function put(cache, address) {
  await new Promise((resolve) => setTimeout(resolve, BREATH));
  const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
  const isLight = Number(answer.headers.get("Content-Length") || 0) < HEAVIEST;
  if (!answer.ok || !isLight) {
    await cache.delete(address);
    return null;
  }
  await cache.put(address, answer.clone());
  return answer;
}
