// What axe is asked about a page that tests look at; see axe.py. Runs before the page itself does.

// Rules of colours look only at what is marked for them.
axe.configure({
  rules: [
    { id: "color-contrast", selector: "[data-unmeasured]" },
    { id: "link-in-text-block", selector: "a[href][data-unmeasured]" },
  ],
});

// Why axe gives no verdict, where another place on the page would not change that.
const UNJUDGED = new Set(["bgImage", "bgGradient", "imgNode", "pseudoContent", "nonBmp"]);
const COLOURS = [
  "color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight",
  "textShadow", "textDecorationLine", "position", "filter", "mixBlendMode",
];

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

  async structure(options) {
    return wrong(await axe.run(options));
  },

  // A key for each element with a text: its colours, and those of all that it stands in.
  drawn() {
    const known = new Map();
    const key = (element) => {
      if (!element) return "";
      if (!known.has(element)) {
        const style = getComputedStyle(element);
        known.set(element, digest([
          key(element.parentElement), element.localName, element.getAttribute("class"),
          ...COLOURS.map((name) => style[name]),
        ].join("|")));
      }
      return known.get(element);
    };
    this.elements = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (says(element) && isSeen(element) && !this.elements.has(key(element)))
        this.elements.set(key(element), element);
    }
    return Array.from(this.elements.keys());
  },

  async colours(keys, options) {
    const keyOf = new Map(keys.map((key) => [this.elements.get(key), key]));
    for (const element of keyOf.keys()) element.dataset.unmeasured = "";
    const found = await axe.run(options);
    for (const element of keyOf.keys()) delete element.dataset.unmeasured;
    const judged = (rules, wanted) =>
      rules.flatMap((rule) => rule.nodes.filter(wanted).map((node) => keyOf.get(node.element)));
    const done = [
      ...judged(found.passes, () => true),
      ...judged(found.incomplete, (node) => UNJUDGED.has(node.any[0]?.data?.messageKey)),
    ];
    return { done, wrong: wrong(found) };
  },
};

function wrong(found) {
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => [rule.id, node.target, node.html.slice(0, 120)]));
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
