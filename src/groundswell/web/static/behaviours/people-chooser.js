// Several people, one after the other: who is chosen from the list becomes a tag that can be taken
// away again. data-remove: "Remove {name}".
customElements.define("people-chooser", class extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input:not([type=checkbox])");
    this.chosen = this.querySelector("[data-chosen]");
    this.querySelector("[data-typed]").hidden = true;
    for (const label of this.chosen.querySelectorAll("label")) {
      label.replaceWith(this.tag(label.querySelector("input").value, label.textContent.trim()));
    }
    // A choice is made by script, so it is told apart from typing.
    this.field.addEventListener("input", (event) => { if (!event.isTrusted) this.take(); });
  }

  take() {
    const handle = this.field.value;
    const option = this.querySelector(`[data-handle="${CSS.escape(handle.slice(1))}"] b`);
    if (!option) return;
    const names = [...this.chosen.querySelectorAll("input")].map((input) => input.value);
    if (!names.includes(handle)) this.chosen.append(this.tag(handle, option.textContent));
    this.field.value = "";
  }

  tag(handle, name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tag";
    button.setAttribute("aria-label", this.dataset.remove.replace("{name}", name));
    const cross = document.createElement("span");
    cross.className = "icon icon--close icon--s";
    cross.setAttribute("aria-hidden", "true");
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: "to", value: handle });
    button.append(name, cross, hidden);
    button.addEventListener("click", () => { button.remove(); this.field.focus(); });
    return button;
  }
});
