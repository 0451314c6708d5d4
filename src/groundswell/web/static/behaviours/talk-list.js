// The list of conversations while it is looked at: last words and what is unread, as it comes.
const JITTER_MS = 400;

customElements.define("talk-list", class extends HTMLElement {
  connectedCallback() {
    this.hears = ({ detail }) => { if (!detail || detail.conversation) this.moved(); };
    for (const news of ["moved", "read", "visibilitychange"]) document.addEventListener(news, this.hears);
  }

  disconnectedCallback() {
    for (const news of ["moved", "read", "visibilitychange"]) document.removeEventListener(news, this.hears);
    clearTimeout(this.timer);
  }

  moved() {
    if (document.hidden || this.timer || !this.checkVisibility()) return;
    this.timer = setTimeout(() => this.ask(), 200 + Math.random() * JITTER_MS);
  }

  async ask() {
    this.timer = 0;
    const answer = await fetch(this.dataset.asks, { headers: { "HX-Request": "true" } }).catch(() => ({ status: 503 }));
    if (answer.status > 428) document.dispatchEvent(new CustomEvent("unanswered"));
    if (!answer.ok || !this.isConnected) return;
    const focused = this.contains(document.activeElement) && document.activeElement.getAttribute("href");
    this.firstElementChild.innerHTML = await answer.text();
    if (focused) this.querySelector(`a[href="${focused}"]`)?.focus();
    document.dispatchEvent(new CustomEvent("fresh"));
  }
});
