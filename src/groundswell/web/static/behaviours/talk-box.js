// Writing a message: Enter sends (with a finger the button does), and it stands there at once. Each
// goes with a key of its own, so that trying again sends nothing twice. Beside that it tells, every
// few seconds, that somebody types. data-sending, data-failed, data-again.
const TYPING_EVERY_MS = 3500;

customElements.define("talk-box", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.source;
    this.queue = Promise.resolve();
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.types());
    if (matchMedia("(pointer: fine)").matches && !location.hash) this.field.focus({ preventScroll: true });
  }

  get flow() { return this.parentElement.querySelector("talk-flow"); }
  get files() { return this.form.elements.files; }

  key(event) {
    if (event.target !== this.field || event.key !== "Enter" || event.isComposing) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  types() {
    if (!this.field.value.trim() || Date.now() - (this.told ?? 0) < TYPING_EVERY_MS) return;
    this.told = Date.now();
    this.flow.post("typing/");
  }

  submit(event) {
    if (!("end" in this.flow.dataset)) return;
    event.preventDefault();
    const data = new FormData(this.form);
    const names = [...this.files.files].map((file) => file.name);
    const said = data.get("source").trim();
    if (!said && !names.length) return;
    const line = this.pending(said || names.join(", "));
    this.field.value = "";
    this.querySelector("file-chooser").put([]);
    this.form.elements.request_key.value = [...crypto.getRandomValues(new Uint32Array(4))].join("-");
    this.told = 0;
    this.querySelector("[data-errors]").replaceChildren();
    this.send(data, line);
  }

  pending(words) {
    const line = document.createElement("li");
    line.className = "message message--own message--pending";
    line.innerHTML = '<div class="message__body"><div class="message__row"><div class="message__text"></div></div><p class="message__state"></p></div>';
    line.querySelector(".message__text").textContent = words;
    line.querySelector(".message__state").textContent = this.dataset.sending;
    this.flow.list.append(line);
    this.flow.scrollTop = 0;
    return line;
  }

  send(data, line) {
    this.queue = this.queue.then(() => this.sent(data, line));
  }

  async sent(data, line) {
    const { flow } = this;
    flow.sending = true;
    const from = flow.from;
    data.set("from", from);
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
      if (answer.ok) {
        const html = await answer.text();
        line.remove();
        this.querySelector("post-composer").sent(data.get("request_key"));
        flow.merge(html, from);
      } else if (answer.status === 422) {
        line.remove();
        this.refused(data, JSON.parse(answer.headers.get("HX-Trigger")).toast);
      } else {
        this.failed(data, line);
      }
    } catch {
      this.failed(data, line);
    }
    flow.sending = false;
  }

  failed(data, line) {
    const state = line.querySelector(".message__state");
    const again = document.createElement("button");
    Object.assign(again, { type: "button", className: "button button--small", textContent: this.dataset.again });
    again.addEventListener("click", () => {
      state.textContent = this.dataset.sending;
      state.classList.remove("message__state--bad");
      this.send(data, line);
    });
    state.classList.add("message__state--bad");
    state.replaceChildren(`${this.dataset.failed} `, again);
  }

  refused(data, words) {
    const note = document.createElement("p");
    note.className = "note note--bad";
    note.setAttribute("role", "alert");
    note.textContent = words;
    this.querySelector("[data-errors]").replaceChildren(note);
    if (!this.field.value) this.field.value = data.get("source");
    this.field.focus();
  }
});
