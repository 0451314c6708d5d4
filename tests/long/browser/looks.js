// What axe is asked about a page that tests look at; see axe.py. Runs before the page itself does.

// Rules of colours look only at what is marked for them.
axe.configure({
  rules: [
    { id: "color-contrast", selector: "[data-unmeasured]" },
    { id: "link-in-text-block", selector: "a[href][data-unmeasured]" },
  ],
  noHtml: true, // else it writes down each element that it looks at, with all that is in it
});
axe.addReporter("looks", (results, _, done) => done(told(results)));

// Why axe gives no verdict, where another place on the page would not change that.
const UNJUDGED = new Set(["bgImage", "bgGradient", "imgNode", "pseudoContent", "nonBmp"]);
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
// What an element paints under the texts in it; most paint nothing, and stand where they stand.
const GROUND = [
  "backgroundColor", "backgroundImage", "opacity", "textShadow", "filter", "mixBlendMode",
];
const NOTHING = "rgba(0, 0, 0, 0)|none|1|none|none|normal";
const INK = ["color", "fontSize", "fontWeight", "textDecorationLine"];

window.looks = {
  // Chromium keeps some inherited colours when the scheme changes under an open page: it is
  // drawn anew, and only once.
  hide() {
    document.documentElement.style.display = "none";
    return document.documentElement.offsetHeight;
  },
  show() {
    document.documentElement.style.display = "";
  },

  // Of a new size scripts hear with the next frame: a table that is too wide now takes the keys.
  async sideways() {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  },

  // What is to be pressed and lies under something else.
  covered() {
    return Array.from(document.querySelectorAll("main :is(button, .button)")).flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const over = isSeen(element) && document.elementFromPoint(left + width / 2, top + height / 2);
      return over && over.closest("main") && !element.contains(over) ? [element.outerHTML.slice(0, 120)] : [];
    });
  },

  // A key for each element with a text: its inks, and all grounds that it stands on.
  drawn() {
    const known = new Map();
    const grounds = (element) => {
      if (!element) return "";
      if (!known.has(element)) known.set(element, grounds(element.parentElement) + ground(element));
      return known.get(element);
    };
    this.elements = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (!says(element) || !isSeen(element)) continue;
      const key = digest(`${grounds(element)}>${element.localName}|${drawn(element, INK)}`);
      if (!this.elements.has(key)) this.elements.set(key, element);
    }
    return Array.from(this.elements.keys());
  },

  // What axe finds in the structure, if that is asked for, and in the colours of these elements.
  async find(isStructure, keys) {
    const keyOf = new Map(keys.map((key) => [this.elements.get(key), key]));
    for (const element of keyOf.keys()) element.dataset.unmeasured = "";
    const found = await axe.run({
      reporter: "looks",
      preload: false, // to fetch style sheets anew costs a fifth, for a rule about turned screens
      ...(keys.length === 0 && { rules: Object.fromEntries(COLOUR_RULES.map((id) => [id, { enabled: false }])) }),
      ...(!isStructure && { runOnly: COLOUR_RULES }),
    });
    for (const element of keyOf.keys()) delete element.dataset.unmeasured;
    return { wrong: found.wrong, done: found.judged.map((element) => keyOf.get(element)) };
  },
};

// What is taken out of its place may come to stand on anything: there its class counts as well.
function ground(element) {
  const position = getComputedStyle(element).position, paints = drawn(element, GROUND);
  if (position !== "static") return `>${element.className}|${position}|${paints}`;
  return paints === NOTHING ? "" : `>${paints}`;
}

function drawn(element, names) {
  const style = getComputedStyle(element);
  return names.map((name) => style[name]).join("|");
}

function told(results) {
  const wrong = [], judged = [];
  for (const rule of results) {
    for (const { node } of rule.violations)
      wrong.push([rule.id, node.selector, node.element.outerHTML.slice(0, 120)]);
    if (COLOUR_RULES.includes(rule.id)) {
      const found = rule.incomplete.filter(({ any }) => UNJUDGED.has(any[0]?.data?.messageKey));
      judged.push(...[...rule.passes, ...found].map(({ node }) => node.element));
    }
  }
  return { wrong, judged };
}

// What a rule of colours judges: a text of two letters and more, and a link among words.
function says(element) {
  if (element.matches(":disabled")) return false;
  if (element.matches("input")) return !["checkbox", "radio", "hidden"].includes(element.type);
  if (element.matches("select, textarea")) return true;
  if (element.textContent.trim().length < 2) return false;
  return hasText(element, 1) || (element.matches("a[href]") && hasText(element.parentElement, 3));
}

function hasText(element, least) {
  return Array.from(element.childNodes).some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length >= least);
}

function isSeen(element) {
  const box = element.getBoundingClientRect();
  const isThere = box.width > 1 && box.height > 1 && box.bottom + scrollY > 0;
  return isThere && element.checkVisibility({ visibilityProperty: true });
}

// 64 bits of a text (cyrb53, without its last step).
function digest(text) {
  let one = 0xdeadbeef, two = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (two >>> 0).toString(36) + "." + (one >>> 0).toString(36);
}
