// Opening a thread marks its notices as read, once it is really looked at, and so does leaving it open; without script the
// button in it does. In the inbox, following a notice does the same.
function send(address, body) {
  return fetch(address, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } });
}

customElements.define("read-mark", class extends HTMLElement {
  connectedCallback() {
    this.hidden = true;
    this.seen = () => { if (!document.hidden) this.mark(); };
    document.addEventListener("visibilitychange", this.seen);
    this.seen();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.seen);
  }

  async mark() {
    this.disconnectedCallback();
    const form = this.querySelector("form");
    const answer = await send(form.action, new URLSearchParams(new FormData(form)));
    if (answer.ok) document.dispatchEvent(new CustomEvent("noticed", { detail: { byThisPage: true } }));
  }
});

customElements.define("notice-list", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const notice = event.target.closest("a")?.closest(".notice--unread");
      if (!notice) return;
      const token = document.querySelector("#act [name=csrfmiddlewaretoken]").value;
      send(notice.querySelector("[data-key=e]").formAction, new URLSearchParams({ csrfmiddlewaretoken: token }));
    });
  }
});
