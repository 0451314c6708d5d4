// The names of the chosen files, each with a way to take it back, and for each picture a field for what
// it shows; files may also be dropped on the form or pasted into its text. What the fields say is sent
// as without a script: a line for each file. data-remove: "Remove {name}", data-describe.
const LONGEST = 1500;

function keyOf(file) {
  return [file.name, file.size, file.lastModified].join("/");
}

customElements.define("file-chooser", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector(".composer__chosen");
    this.pictures = this.querySelector(".composer__pictures");
    this.lines = this.querySelector("[name=descriptions]");
    this.refused = this.lines.value.split("\n");
    this.said = new Map();
    this.input.addEventListener("change", () => this.show());
    const form = this.closest("form");
    form?.addEventListener("paste", (event) => this.take(event, event.clipboardData.files));
    form?.addEventListener("dragover", (event) => event.preventDefault());
    form?.addEventListener("drop", (event) => this.take(event, event.dataTransfer.files));
  }

  take(event, files) {
    if (!files.length) return;
    event.preventDefault();
    this.put([...this.files, ...files]);
  }

  put(files) {
    const kept = new DataTransfer();
    for (const file of files) kept.items.add(file);
    this.input.files = kept.files;
    this.show();
  }

  get files() { return [...this.input.files]; }

  show() {
    this.list.replaceChildren(...this.files.map((file, at) => this.chip(file, at)));
    for (const [at, file] of this.files.entries()) {
      // After a refusal the files must be chosen again, their words need not be written again.
      if (!this.said.has(keyOf(file))) this.said.set(keyOf(file), this.refused[at] ?? "");
    }
    const pictures = this.files.filter((file) => file.type.startsWith("image/"));
    this.pictures.replaceChildren(...pictures.map((file) => this.field(file)));
    if (!this.files.length) this.refused = [];
    this.tell();
  }

  tell() {
    const line = (file) => this.said.get(keyOf(file)).replaceAll(/\s+/g, " ");
    this.lines.value = this.files.map(line).join("\n");
  }

  field(file) {
    const label = document.createElement("label");
    const words = document.createElement("span");
    words.textContent = this.dataset.describe.replace("{name}", file.name);
    const field = document.createElement("textarea");
    Object.assign(field, { className: "field__input", rows: 1, maxLength: LONGEST, value: this.said.get(keyOf(file)) });
    field.addEventListener("input", () => {
      this.said.set(keyOf(file), field.value);
      this.tell();
    });
    label.append(words, field);
    return label;
  }

  chip(file, at) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tag";
    button.setAttribute("aria-label", this.dataset.remove.replace("{name}", file.name));
    const cross = document.createElement("span");
    cross.className = "icon icon--close icon--s";
    cross.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.textContent = file.name;
    button.append(name, cross);
    button.addEventListener("click", () => {
      this.put(this.files.toSpliced(at, 1));
      this.input.focus();
    });
    return button;
  }
});
