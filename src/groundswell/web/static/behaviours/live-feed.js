// News waits behind a button; nothing moves under the reader. On "moved" it asks data-asks whether
// there is something new; the answer is the button. The button brings the part [data-fresh] anew. What the
// page shows already and was changed, reacted to or removed since is put in its place.
const JITTER_MS = 1000;  // so that a thousand browsers do not ask at once
const LATER_MS = 3000;  // while somebody has a menu of it open
const MOST = 100;  // posts asked about: those next to what is looked at

customElements.define("live-feed", class extends HTMLElement {
  connectedCallback() {
    // Newest and For you are about the streams one follows, and those of which they show a post.
    const followsOnly = !!this.dataset.asks.match(/^\/(newest\/|for-you\/)?\?/);
    this.hears = ({ detail }) => { if (!followsOnly || !detail || detail.followed || this.shows(detail.stream)) this.moved(); };
    // What a thread shows while it is open is read: the answer says what waits to be marked.
    this.told = ({ detail }) => { if ("reads" in this.dataset && !detail?.byThisPage) this.moved(); };
    document.addEventListener("moved", this.hears);
    document.addEventListener("noticed", this.told);
    document.addEventListener("visibilitychange", this.hears);
    this.addEventListener("click", (event) => this.bring(event));
  }

  disconnectedCallback() {
    document.removeEventListener("moved", this.hears);
    document.removeEventListener("noticed", this.told);
    document.removeEventListener("visibilitychange", this.hears);
    clearTimeout(this.timer);
  }

  shows(stream) {
    return !!document.querySelector(`main .why[data-stream="${stream}"]`);
  }

  moved() {
    if (document.hidden || this.timer) return;
    this.timer = setTimeout(() => this.ask(), 300 + Math.random() * JITTER_MS);
  }

  async ask() {
    this.timer = 0;
    const address = `${this.dataset.asks}&shown=${this.shown()}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => ({ status: 503 }));
    if (answer.status > 428) document.dispatchEvent(new CustomEvent("unanswered"));
    // A thread that is not there any more; what somebody is writing to it, they may take elsewhere.
    if (answer.status === 404 && !document.querySelector("#reply textarea")?.value) location.reload();
    if (!answer.ok || !this.isConnected) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const changed = part.querySelector("template");
    changed?.remove();
    const had = this.contains(document.activeElement);
    this.replaceChildren(...part.body.childNodes);
    if (had) this.querySelector("a")?.focus({ preventScroll: true });
    if (changed) this.renew(changed.content);
  }

  // Which posts the page has, each with its version.
  shown() {
    const middle = innerHeight / 2;
    const away = (post) => Math.abs(post.getBoundingClientRect().top - middle);
    const posts = [...document.querySelectorAll("main [data-version]")];
    const near = posts.length > MOST ? posts.toSorted((a, b) => away(a) - away(b)).slice(0, MOST) : posts;
    return near.map((post) => `${post.id.replace("post-", "")}.${post.dataset.version}`).join(",");
  }

  renew(changed) {
    for (const post of [...changed.querySelectorAll("[data-version]")]) {
      const old = document.getElementById(post.id);
      if (old?.querySelector("details[open]")) this.later();
      else if (old) this.put(post, old);
    }
    for (const { dataset } of changed.querySelectorAll("[data-gone]")) this.drop(document.getElementById(dataset.gone));
    document.dispatchEvent(new CustomEvent("fresh"));
  }

  drop(post) {
    const why = post?.previousElementSibling;
    if (why?.matches(".why")) why.remove();
    const posts = [...document.querySelectorAll("main :is(.post, .reply > [tabindex])")];
    const next = post?.contains(document.activeElement) && posts.find((one) => post.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING);
    post?.remove();
    if (next) next.focus({ preventScroll: true });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), LATER_MS);
  }

  put(post, old) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    // A thread's start holds its replies: what stands over them is changed, and they stay.
    const replies = old.querySelector(":scope > [data-fresh]");
    if (replies) {
      while (replies.previousSibling) replies.previousSibling.remove();
      replies.before(...post.childNodes);
      old.dataset.version = post.dataset.version;
    } else {
      if (post.matches(".reply__gone")) old.parentElement.querySelector(":scope > .avatar")?.remove();
      old.replaceWith(post);
    }
    const fresh = document.getElementById(post.id);
    htmx.process(fresh);
    if (focused) (this.same(focused, fresh) ?? fresh).focus({ preventScroll: true });
  }

  // What stands in a post now where something stood that had the focus.
  same(focused, fresh) {
    const names = ["id", "formaction", "href", "aria-label"].filter((name) => focused.hasAttribute(name));
    const found = names.map((name) => fresh.querySelectorAll(`[${name}="${CSS.escape(focused.getAttribute(name))}"]`));
    return found.flatMap((some) => [...some]).find((one) => one.checkVisibility());
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
