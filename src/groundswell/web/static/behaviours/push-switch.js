// <push-switch data-key data-on>: lets the house tell this browser while it is closed. Asks the
// browser only on a click, and says which of its paragraphs [data-state] is true here.
const WORKER = "/service-worker.js";
const UNTIL_READY_MS = 10_000;

customElements.define("push-switch", class extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.key) return; // a picture of itself
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.turnOn(event));
    this.querySelector("[data-off]")?.addEventListener("click", () => this.turnOff());
    this.look();
  }

  async look() {
    if (!isSecureContext) return this.say("insecure");
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return this.say("unable");
    if (Notification.permission === "denied") return this.say("denied");
    const held = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
    this.say("on" in this.dataset && held && this.isOurs(held) ? "on" : "off");
  }

  say(state) {
    for (const each of this.querySelectorAll("[data-state]")) each.hidden = !each.dataset.state.split(" ").includes(state);
  }

  isOurs(held) {
    const bytes = new Uint8Array(held.options.applicationServerKey ?? []);
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === this.dataset.key;
  }

  async turnOn(event) {
    event.preventDefault();
    if (await Notification.requestPermission() !== "granted") return this.say(Notification.permission === "denied" ? "denied" : "off");
    this.say("asking");
    try {
      const told = (await this.subscribed()).toJSON();
      const fields = this.form.elements;
      [fields.endpoint.value, fields.p256dh.value, fields.auth.value] = [told.endpoint, told.keys.p256dh, told.keys.auth];
      this.form.submit();
    } catch {
      this.say("failed");
    }
  }

  async subscribed() {
    const { pushManager } = await this.worker();
    const held = await pushManager.getSubscription();
    if (held && !this.isOurs(held)) await held.unsubscribe();
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
  }

  async worker() {
    await navigator.serviceWorker.register(WORKER, { scope: "/" });
    const late = new Promise((_, fail) => { setTimeout(fail, UNTIL_READY_MS); });
    return Promise.race([navigator.serviceWorker.ready, late]);
  }

  async turnOff() {
    const held = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
    await held?.unsubscribe();
  }
});
