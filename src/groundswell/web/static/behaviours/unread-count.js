// The number of unread notices moves without reloading: on "noticed" the page asks once for all of
// its badges. <unread-count> stands in the navigation and in the bar below.
const LONGEST_JITTER_MS = 600;  // so that a thousand browsers do not ask at once
let due = 0;

customElements.define("unread-count", class extends HTMLElement {});

document.addEventListener("noticed", () => {
  due ||= setTimeout(ask, Math.random() * LONGEST_JITTER_MS);
});

async function ask() {
  due = 0;
  const answer = await fetch("/notices/unread/", { headers: { "HX-Request": "true" } }).catch(() => ({ status: 503 }));
  if (answer.status > 428) document.dispatchEvent(new CustomEvent("unanswered"));
  if (!answer.ok) return;
  const badge = await answer.text();
  for (const place of document.querySelectorAll("unread-count")) place.innerHTML = badge;
}
