// How many conversations hold something unread, in the frame of every page, as it changes.
const JITTER_MS = 1000;
let timer = 0;

function ask({ detail }) {
  if (document.hidden || timer || (detail && !detail.conversation)) return;
  timer = setTimeout(async () => {
    timer = 0;
    const answer = await fetch("/messages/unread/", { headers: { "HX-Request": "true" } }).catch(() => ({ status: 503 }));
    if (answer.status > 428) document.dispatchEvent(new CustomEvent("unanswered"));
    if (!answer.ok) return;
    const badge = await answer.text();
    for (const place of document.querySelectorAll("[data-unread-messages]")) place.innerHTML = badge;
  }, 300 + Math.random() * JITTER_MS);
}

if (document.querySelector("[data-unread-messages]")) {
  for (const news of ["moved", "read", "visibilitychange"]) document.addEventListener(news, ask);
}
