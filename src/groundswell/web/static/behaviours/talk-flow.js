// The messages of a conversation: news is merged in, older ones come when one scrolls up, what is
// seen is marked as read, and who types is told. data-stream, data-names, data-typing, data-end.
const JITTER_MS = 200;
const ASKED_ANEW = 50;  // of the last messages, when something in them may have changed
const TYPING_MS = 6000;

customElements.define("talk-flow", class extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.marked = 0n;
    this.typing = new Map();
    this.hears = ({ detail }) => { if (!detail || detail.stream === this.stream) this.moved(); };
    this.feels = ({ detail }) => { if (detail.stream === this.stream) this.felt(detail); };
    document.addEventListener("moved", this.hears);
    document.addEventListener("visibilitychange", this.hears);
    document.addEventListener("pulse", this.feels);
    // A notice may be of what stands here, as of a reaction; what is looked at is read.
    this.told = ({ detail }) => { if (!detail?.byThisPage) { this.isTold = true; this.read(); } };
    document.addEventListener("noticed", this.told);
    this.querySelector("[data-mark]")?.setAttribute("hidden", "");
    this.older = new IntersectionObserver((seen) => this.reached(seen), { root: this, rootMargin: "200px" });
    this.watch();
    this.querySelector(".talk__new, :target")?.scrollIntoView({ block: "center" });
    this.read();
  }

  disconnectedCallback() {
    document.removeEventListener("moved", this.hears);
    document.removeEventListener("visibilitychange", this.hears);
    document.removeEventListener("pulse", this.feels);
    document.removeEventListener("noticed", this.told);
    clearTimeout(this.timer);
  }

  get stream() { return Number(this.dataset.stream); }
  get address() { return `/messages/${this.dataset.stream}/`; }
  get lines() { return [...this.list.querySelectorAll("li[data-id]")]; }
  get from() { return this.lines.at(-ASKED_ANEW)?.dataset.id ?? this.lines[0]?.dataset.id ?? "1"; }

  moved() {
    if (document.hidden || this.timer || !("end" in this.dataset)) return;
    this.timer = setTimeout(() => this.refresh(), Math.random() * JITTER_MS);
  }

  async refresh() {
    this.timer = 0;
    // What is being sent brings the news with it.
    if (this.sending) return;
    const from = this.from;
    const answer = await fetch(`${this.address}?from=${from}`, { headers: { "HX-Request": "true" } }).catch(() => ({ status: 503 }));
    if (answer.status > 428) document.dispatchEvent(new CustomEvent("unanswered"));
    if (answer.ok && this.isConnected) this.merge(await answer.text(), from);
  }

  merge(html, from) {
    const part = new DOMParser().parseFromString(html, "text/html");
    const wasAtEnd = this.scrollTop > -80;
    const kept = new Set();
    for (const line of part.querySelectorAll("li[data-id]")) {
      kept.add(line.id);
      const old = document.getElementById(line.id);
      if (!old) this.append(line);
      else if (old.dataset.version !== line.dataset.version) this.replace(old, line);
    }
    for (const line of this.lines) {
      if (BigInt(line.dataset.id) >= BigInt(from) && !kept.has(line.id)) line.remove();
    }
    this.querySelector("[data-seen]").innerHTML = part.querySelector("[data-seen]").innerHTML;
    if (wasAtEnd) this.scrollTop = 0;
    this.read();
  }

  append(line) {
    const day = line.previousElementSibling;
    const before = this.list.querySelector(".message--pending");
    if (day?.dataset.day && !this.list.querySelector(`[data-day="${day.dataset.day}"]`)) this.list.insertBefore(day, before);
    this.list.insertBefore(line, before);
    htmx.process(line);
    this.stops(Number(line.dataset.author));
  }

  replace(old, line) {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    line.classList.toggle("message--next", old.classList.contains("message--next"));
    old.replaceWith(line);
    htmx.process(line);
    if (focused) document.getElementById(focused)?.focus();
  }

  watch() {
    const more = this.list.firstElementChild?.matches(".talk__older") && this.list.firstElementChild;
    if (more) this.older.observe(more);
  }

  async reached(seen) {
    const more = seen.find((one) => one.isIntersecting)?.target;
    if (!more) return;
    this.older.unobserve(more);
    const answer = await fetch(more.querySelector("a").href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ol");
    const days = [...part.querySelectorAll("[data-day]")].map((day) => day.dataset.day);
    const first = more.nextElementSibling;
    if (days.includes(first?.dataset.day)) first.remove();
    // Read out is what is new, not what is old.
    this.list.setAttribute("aria-live", "off");
    more.replaceWith(...part.children);
    htmx.process(this.list);
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
    this.watch();
  }

  async read() {
    const newest = BigInt(this.lines.at(-1)?.dataset.id ?? 0);
    if (document.hidden || !("end" in this.dataset) || (newest <= this.marked && !this.isTold)) return;
    this.isTold = false;
    this.marked = newest;
    const answer = await this.post("read/", { message: String(newest) });
    if (!answer.ok) return;
    document.dispatchEvent(new CustomEvent("read"));
    document.dispatchEvent(new CustomEvent("noticed", { detail: { byThisPage: true } }));
  }

  post(what, fields = {}) {
    const token = JSON.parse(document.body.getAttribute("hx-headers"));
    const body = new URLSearchParams(fields);
    return fetch(this.address + what, { method: "POST", body, headers: { "HX-Request": "true", ...token } });
  }

  felt({ person, kind }) {
    if (kind === "read") { this.moved(); return; }
    clearTimeout(this.typing.get(person));
    this.typing.set(person, setTimeout(() => this.stops(person), TYPING_MS));
    this.tell();
  }

  stops(person) {
    clearTimeout(this.typing.get(person));
    this.typing.delete(person);
    this.tell();
  }

  tell() {
    const names = JSON.parse(this.dataset.names);
    const said = [...this.typing.keys()].filter((id) => names[id]).map((id) => this.dataset.typing.replace("{name}", names[id]));
    const place = this.parentElement.querySelector(".talk__typing");
    if (place) place.textContent = said.join(", ");
  }
});
