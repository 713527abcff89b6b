// Where there is no network and no copy: the way to the lists that were carried along.

const list = document.getElementById("da-mang");
const lists = new RegExp(list.dataset.lists);

for (const name of (await caches.keys()).filter((one) => one.startsWith("openocop-pages"))) {
  const cache = await caches.open(name);
  for (const { url } of await cache.keys()) {
    if (!lists.test(new URL(url).pathname)) continue;
    const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = url;
    link.textContent = [list.dataset.words, page.querySelector("h1").textContent].filter(Boolean).join(": ");
    line.append(link);
    list.append(line);
  }
}
