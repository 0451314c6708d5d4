// A field with a list of ways to go on below it: what mention-chooser and search-completion share.
// They say what is begun (`begun`), where the server answers (`address`), which option stands first
// (`first`) and what taking one writes (`write`). Arrows choose, Enter or Tab takes, Escape closes.
const WAIT_FOR_WORD_MS = 150;
let lists = 0;

// Each file is a block of its own; this is for two of them.
globalThis.ChoiceList = class extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input");
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `choice-list-${lists++}`, className: "mention-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.append(this.list);
    for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": this.list.id, autocomplete: "off" })) this.field.setAttribute(name, value);
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event), true);
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  typed() {
    clearTimeout(this.timer);
    if (this.begun) this.timer = setTimeout(() => this.ask(this.begun), WAIT_FOR_WORD_MS);
    else this.close();
  }

  async ask(begun) {
    if (!begun) return;
    const answer = await fetch(this.address(begun), { headers: { "HX-Request": "true" } });
    if (!answer.ok || begun !== this.begun || document.activeElement !== this.field) return;
    this.list.innerHTML = await answer.text();
    this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
    this.show(this.options.length > 0);
    this.choose(this.first);
  }

  show(isOpen) {
    this.list.hidden = !isOpen;
    if (this.field.role === "combobox") this.field.setAttribute("aria-expanded", isOpen);
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
    if (event.key === "ArrowDown") this.choose(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") this.choose(options.at(at < 0 ? -1 : at - 1));
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) this.take(options[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(option) {
    this.write(option);
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.show(false);
    this.choose(null);
  }
};
