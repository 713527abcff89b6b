// Parts of a page that follow the server. Each is asked for every few seconds; unchanged it costs no page and nothing
// moves. A clock counts on from what the server said: the device's own clock decides nothing.

const EVERY = 3000;
const ANEW = 20; // askings after which a part is taken anew, so that no clock drifts
const said = new WeakMap();

function follow(part) {
  let tag = part.dataset.tag || "";
  let asked = 0;
  setInterval(async () => {
    if (document.hidden) return;
    asked += 1;
    const known = tag && asked % ANEW ? { "If-None-Match": tag } : {};
    try {
      const answer = await fetch(part.dataset.follow, { cache: "no-store", redirect: "error", headers: known });
      if (!answer.ok) return;
      tag = answer.headers.get("ETag") || "";
      const held = part.contains(document.activeElement) && document.activeElement.id;
      part.innerHTML = await answer.text();
      tick();
      if (held) document.getElementById(held)?.focus();
    } catch {
      // no connection, or signed out: what is shown stays, and the page's own acts say so
    }
  }, EVERY);
}

function tick() {
  for (const clock of document.querySelectorAll("[data-left]")) {
    if (!said.has(clock)) said.set(clock, performance.now());
    const gone = clock.hasAttribute("data-running") ? (performance.now() - said.get(clock)) / 1000 : 0;
    const left = Math.ceil(Number(clock.dataset.left) - gone);
    const whole = Math.abs(left), two = (number) => String(number).padStart(2, "0");
    clock.querySelector("[data-text]").textContent = `${left < 0 ? "−" : ""}${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
    clock.classList.toggle("over", left < 0);
  }
}

document.querySelectorAll("[data-follow]").forEach(follow);
tick();
setInterval(tick, 1000);
