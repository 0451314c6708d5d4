// One connection for news per browser: one tab holds it and tells the others. The server says only
// "stream S moved to position P"; each page then asks for what it shows, see live-feed. A "pulse"
// says that somebody types in a conversation, or has just read it, see talk-flow.
const CHANNEL = "groundswell-live";
const BEAT_MS = 4000;
const PATIENCE_MS = 10000;
const LONGEST_WAIT_MS = 5 * 60 * 1000;
const SOON_MS = 1000;  // who leads later than that may have missed something

// A page that shows more than the streams one follows, as For you may, wants to hear of all streams; until some tab does, the
// connection is about the followed ones alone. A new leader asks the others; each says it once.
const ALL = "all", WHO = "who wants all";
let source = null, hearsAll = false, patience = 1000, again = 0;
const began = Date.now();

if (document.querySelector("[data-live]")) {
  const others = new BroadcastChannel(CHANNEL);
  others.addEventListener("message", ({ data }) => {
    if (data === ALL) widen(others);
    else if (data === WHO) ask(others);
    else tell(...data);
  });
  ask(others);
  lead(() => {
    hearsAll = wantsAll();
    connect(others, 1000, Date.now() - began > SOON_MS);
    others.postMessage(WHO);
  });
}

function wantsAll() {
  return [...document.querySelectorAll("live-feed")].some((feed) => !feed.dataset.asks.match(/^\/(newest\/)?\?/));
}

function ask(others) {
  if (wantsAll()) others.postMessage(ALL);
}

function widen(others) {
  if (!source || hearsAll) return;
  const narrow = source;
  hearsAll = true;
  connect(others);
  source.addEventListener("open", () => narrow.close(), { once: true });
}

function tell(what, news) {
  document.dispatchEvent(new CustomEvent(what, { detail: news }));
}

// A page that got no answer to what it asked, without a network for a moment or while the server
// starts anew, asks again: the connection may have outlived that, and nothing else would come.
document.addEventListener("unanswered", () => {
  if (again) return;
  again = setTimeout(() => {
    again = 0;
    for (const what of ["moved", "noticed"]) tell(what, null);
  }, patience * (0.5 + Math.random()));
  patience = Math.min(patience * 2, LONGEST_WAIT_MS);
});

function connect(others, wait = 1000, wasLost = false) {
  const opened = source = new EventSource(hearsAll ? "/live" : "/live?of=followed");
  source.addEventListener("open", () => {
    wait = patience = 1000;
    // Whatever happened meanwhile, each page asks once for what it shows.
    for (const what of wasLost ? ["moved", "noticed"] : []) {
      others.postMessage([what, null]);
      tell(what, null);
    }
    wasLost = false;
  });
  for (const what of ["moved", "noticed", "pulse"]) {
    source.addEventListener(what, (event) => {
      const news = JSON.parse(event.data);
      patience = 1000;
      others.postMessage([what, news]);
      tell(what, news);
    });
  }
  source.addEventListener("error", () => {
    wasLost = true;
    // The browser reconnects by itself unless it was refused.
    if (opened !== source || opened.readyState !== EventSource.CLOSED) return;
    const jittered = wait * (0.5 + Math.random());
    setTimeout(() => connect(others, Math.min(wait * 2, LONGEST_WAIT_MS), true), jittered);
  });
}

// Locks need a secure page; on a company's own network without TLS a mark with a time does.
function lead(begin) {
  if (navigator.locks) {
    navigator.locks.request(CHANNEL, () => new Promise(begin));
    return;
  }
  const own = crypto.getRandomValues(new Uint32Array(2)).join("");
  let leads = false;
  const beat = () => {
    const [id, at] = (localStorage.getItem(CHANNEL) ?? "").split(" ");
    if (id !== own && Date.now() - Number(at || 0) < PATIENCE_MS) return;
    localStorage.setItem(CHANNEL, `${own} ${Date.now()}`);
    if (!leads) begin();
    leads = true;
  };
  beat();
  setInterval(beat, BEAT_MS);
  addEventListener("pagehide", () => { if (leads) localStorage.removeItem(CHANNEL); });
}
