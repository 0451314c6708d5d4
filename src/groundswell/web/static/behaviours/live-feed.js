// News waits behind a button; nothing moves under the reader. On "moved" it asks data-asks whether
// there is something new; the answer is the button. The button brings the part [data-fresh] anew.
const JITTER_MS = 1500;  // so that a thousand browsers do not ask at once

customElements.define("live-feed", class extends HTMLElement {
  connectedCallback() {
    // Newest and For you hear of the streams one follows, and need not ask about others.
    const followsOnly = !!this.dataset.asks.match(/^\/(newest\/|for-you\/)?\?/);
    this.hears = ({ detail }) => { if (!followsOnly || !detail || detail.followed) this.moved(); };
    document.addEventListener("moved", this.hears);
    document.addEventListener("visibilitychange", this.hears);
    this.addEventListener("click", (event) => this.bring(event));
  }

  disconnectedCallback() {
    document.removeEventListener("moved", this.hears);
    document.removeEventListener("visibilitychange", this.hears);
    clearTimeout(this.timer);
  }

  moved() {
    if (document.hidden || this.timer) return;
    this.timer = setTimeout(() => this.ask(), 300 + Math.random() * JITTER_MS);
  }

  async ask() {
    this.timer = 0;
    const answer = await fetch(this.dataset.asks, { headers: { "HX-Request": "true" } });
    if (answer.ok && this.isConnected) this.innerHTML = await answer.text();
  }

  async bring(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-fresh]");
    if (!answer.ok || !fresh) { location.assign(link.href); return; }
    this.closest("[data-fresh]").replaceWith(fresh);
    htmx.process(fresh);
    document.dispatchEvent(new CustomEvent("fresh"));
    const first = fresh.querySelector(link.dataset.first);
    (first?.closest(".reply") ?? first)?.classList.add("reply--new");
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "center" });
  }
});
