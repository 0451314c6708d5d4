// The names of the chosen files, each with a way to take it back; files may also be dropped on the
// form or pasted into its text. data-remove: "Remove {name}".
customElements.define("file-chooser", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector(".composer__chosen");
    this.input.addEventListener("change", () => this.show());
    const form = this.closest("form");
    form?.addEventListener("paste", (event) => this.take(event, event.clipboardData.files));
    form?.addEventListener("dragover", (event) => event.preventDefault());
    form?.addEventListener("drop", (event) => this.take(event, event.dataTransfer.files));
  }

  take(event, files) {
    if (!files.length) return;
    event.preventDefault();
    this.put([...this.input.files, ...files]);
  }

  put(files) {
    const kept = new DataTransfer();
    for (const file of files) kept.items.add(file);
    this.input.files = kept.files;
    this.show();
  }

  show() {
    this.list.replaceChildren(...[...this.input.files].map((file, at) => this.chip(file, at)));
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
      this.put([...this.input.files].toSpliced(at, 1));
      this.input.focus();
    });
    return button;
  }
});
