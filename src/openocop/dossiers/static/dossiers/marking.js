// A mark that did not reach the server is never taken for saved: the page says so and sends it again.

const AGAIN = 15_000; // milliseconds
const notice = document.getElementById("chua-gui");
const unsent = new Set();

function note(form, arrived) {
  if (arrived) unsent.delete(form);
  else unsent.add(form);
  notice.hidden = unsent.size === 0;
}

function sendAgain() {
  for (const form of unsent) form.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("htmx:error", (event) => note(event.target, false));
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const arrived = ctx.text.includes('id="tong"');
  if (!arrived) event.preventDefault(); // a page of signing in, or of a fault, is no total
  note(ctx.sourceElement, arrived);
});
window.addEventListener("online", sendAgain);
setInterval(sendAgain, AGAIN);
