// Where the focus goes when what had it is replaced. A part of the page: to what stands in its place. The
// whole page, as after a button that leads back to it: to that button, or to what stands there now; after
// a refusal to what it says. Whoever uses a mouse looks where they look, and is left alone.
const LEFT = "groundswell-focus";
const TAKES = "a[href], button:not(:disabled), summary, input:not([type=hidden]), select, textarea";
const ROWS = ".row, .notice, .post, .reply > [tabindex], tr";
const BOXES = new Set(["#reply", "#composer"]);
let place = null;

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  const { parentElement } = target;
  place = target.contains(document.activeElement) && parentElement ? [parentElement, [...parentElement.children].indexOf(target)] : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!place || document.activeElement !== document.body) return;
  const [parent, at] = place;
  parent.children[at]?.querySelector(TAKES)?.focus({ preventScroll: true });
});

// What a button of a form does, whether it does it or takes it back.
function deedOf(button) {
  const address = button?.getAttribute("formaction") ?? button?.form?.getAttribute("action");
  return address ? new URL(address, location).pathname : "";
}

function rows() {
  return [...document.querySelectorAll(ROWS)].filter((row) => row.closest("main"));
}

function keep(deed) {
  const row = rows().indexOf(document.activeElement.closest(ROWS));
  sessionStorage.setItem(LEFT, JSON.stringify({ page: location.pathname, deed, row }));
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && document.activeElement?.matches(":focus-visible")) keep(deedOf(event.submitter));
});
document.addEventListener("htmx:beforeOnLoad", ({ detail: { xhr } }) => {
  if (xhr.getResponseHeader("HX-Refresh") && document.activeElement?.closest("main")) keep("");
});

const left = JSON.parse(sessionStorage.getItem(LEFT) ?? "null");
sessionStorage.removeItem(LEFT);
if (left) {
  const refusal = document.querySelector("main [aria-invalid=true], main [role=alert]");
  if (refusal) take(refusal);
  else if (left.page === location.pathname && !location.hash && document.activeElement === document.body) take(again(left));
}

function again({ deed, row }) {
  const buttons = [...document.querySelectorAll("main button, aside button")];
  const button = buttons.find((one) => one.type === "submit" && deed && deedOf(one) === deed);
  const menu = button?.closest("details:not([open])");
  return menu?.querySelector("summary") ?? button ?? rows().at(row < 0 ? Infinity : row) ?? document.querySelector("main");
}

// A link to a box is a wish to write there.
function write() {
  if (BOXES.has(location.hash)) document.querySelector(`${location.hash} textarea`)?.focus();
}

addEventListener("hashchange", write);
document.addEventListener("click", ({ target }) => { if (target.closest?.('a[href="#reply"]')) setTimeout(write); });
addEventListener("load", () => setTimeout(write));  // the browser has gone to the place by then

// A row that takes no focus gives it to the first thing in it that does.
function take(element) {
  const isTaken = element.matches(`${TAKES}, [tabindex]`);
  const to = isTaken || !element.matches(ROWS) ? element : element.querySelector(TAKES);
  if (!to) return;
  if (!isTaken && to === element) to.tabIndex = -1;
  to.focus({ preventScroll: true });
  // In the middle: at the edges stand the bars, and what a toast says.
  if (!to.matches("main")) to.scrollIntoView({ block: "center" });
}
