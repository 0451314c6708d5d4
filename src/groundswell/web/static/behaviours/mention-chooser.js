// Whom to mention: after an @ the people and groups whose name begins so; the first is chosen.
// data-whole: the field holds a handle and nothing else; data-only: people.
const AT_WORD = /(?:^|[\s(])@([\p{L}\p{N}_.-]{1,30})$/u;
const WHOLE_HANDLE = /^@?([^\s@]+)$/u;

customElements.define("mention-chooser", class extends ChoiceList {
  get begun() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    return ("whole" in this.dataset ? WHOLE_HANDLE : AT_WORD).exec(before)?.[1];
  }

  get first() {
    return this.options[0];
  }

  address(begun) {
    const only = this.dataset.only ? `&only=${this.dataset.only}` : "";
    return `/people/mentions/?q=${encodeURIComponent(begun)}${only}`;
  }

  write(option) {
    const end = this.field.selectionStart;
    const handle = option.dataset.handle;
    if ("whole" in this.dataset) this.field.value = `@${handle}`;
    else this.field.setRangeText(`${handle} `, end - this.begun.length, end, "end");
  }
});
