// Whom to mention: after an @ the people and groups whose name begins so; arrows choose, Enter takes,
// Escape closes. data-whole: the field holds a handle and nothing else; data-only: people.
const WAIT_MS = 120;
let count = 0;

customElements.define("mention-chooser", class extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input");
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `mention-list-${count++}`, className: "mention-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("autocomplete", "off");
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event), true);
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  get begun() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const found = "whole" in this.dataset ? /^@?([^\s@]+)$/u.exec(before) : /(?:^|[\s(])@([\p{L}\p{N}_.-]{1,30})$/u.exec(before);
    return found?.[1];
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  typed() {
    clearTimeout(this.timer);
    if (this.begun) this.timer = setTimeout(() => this.ask(this.begun), WAIT_MS);
    else this.close();
  }

  async ask(begun) {
    if (!begun) return;
    const only = this.dataset.only ? `&only=${this.dataset.only}` : "";
    const answer = await fetch(`/people/mentions/?q=${encodeURIComponent(begun)}${only}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || begun !== this.begun) return;
    this.list.innerHTML = await answer.text();
    this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
    this.list.hidden = !this.options.length;
    this.choose(this.options[0]);
  }

  choose(option) {
    for (const other of this.options) other.setAttribute("aria-selected", other === option);
    if (option && !this.list.hidden) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const options = this.options;
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose(options.at((at + step) % options.length));
    else if (event.key === "Enter" || event.key === "Tab") this.take(options[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(option) {
    const end = this.field.selectionStart;
    const start = end - this.begun.length;
    const handle = option.dataset.handle;
    if ("whole" in this.dataset) this.field.value = `@${handle}`;
    else this.field.setRangeText(`${handle} `, start, end, "end");
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.choose(null);
  }
});
