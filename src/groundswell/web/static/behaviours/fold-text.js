// "Read on" unfolds a long post where it stands; without script it leads to the whole thread.
customElements.define("fold-text", class extends HTMLElement {
  connectedCallback() {
    this.querySelector(".post__more")?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.querySelector(".post__text--short").classList.remove("post__text--short");
      this.closest(".post")?.focus({ preventScroll: true });
      event.currentTarget.remove();
    });
  }
});
