// More tabs than a line holds scroll sideways; the present one begins in view.
customElements.define("tab-strip", class extends HTMLElement {
  connectedCallback() {
    const strip = this.firstElementChild, tab = strip.querySelector('[aria-current="page"]');
    if (tab) strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
  }
});
