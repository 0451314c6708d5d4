// Completes the word at hand in a search box: operators and their values. Arrows choose, Enter or Tab
// takes what is chosen, Escape closes; with nothing chosen the keys do what they always do.
const WAIT_FOR_WORD_MS = 150;
const WORD = /(?:^|\s)(-?[\p{L}]{1,20}(?::(?:"[^"]*|[^\s"]*))?)$/u;
let boxes = 0;

customElements.define("search-completion", class extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `completion-list-${boxes++}`, className: "mention-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false", autocomplete: "off" })) this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event), true);
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  get word() {
    return WORD.exec(this.field.value.slice(0, this.field.selectionStart))?.[1];
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  typed() {
    clearTimeout(this.timer);
    if (this.word) this.timer = setTimeout(() => this.ask(this.word), WAIT_FOR_WORD_MS);
    else this.close();
  }

  async ask(word) {
    if (!word) return;
    const answer = await fetch(`/search/completions/?word=${encodeURIComponent(word)}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || word !== this.word || document.activeElement !== this.field) return;
    this.list.innerHTML = await answer.text();
    this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
    this.list.hidden = !this.options.length;
    this.field.setAttribute("aria-expanded", !this.list.hidden);
    this.choose(null);
  }

  choose(option) {
    for (const other of this.options) other.setAttribute("aria-selected", other === option);
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const options = this.options;
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") this.choose(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") this.choose(options.at(at < 0 ? -1 : at - 1));
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) this.take(options[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(option) {
    const end = this.field.selectionStart;
    this.field.setRangeText(option.dataset.typed, end - this.word.length, end, "end");
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.choose(null);
  }
});
