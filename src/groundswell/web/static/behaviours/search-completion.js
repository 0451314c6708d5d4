// Completes the word at hand in a search box: operators and their values. With nothing chosen the
// keys do what they always do.
const WORD = /(?:^|\s)(-?[\p{L}]{1,20}(?::(?:"[^"]*|[^\s"]*))?)$/u;

customElements.define("search-completion", class extends ChoiceList {
  connectedCallback() {
    super.connectedCallback();
    this.field.role = "combobox";
    this.show(false);
  }

  get begun() {
    return WORD.exec(this.field.value.slice(0, this.field.selectionStart))?.[1];
  }

  get first() {
    return null;
  }

  address(begun) {
    return `/search/completions/?word=${encodeURIComponent(begun)}`;
  }

  write(option) {
    const end = this.field.selectionStart;
    this.field.setRangeText(option.dataset.typed, end - this.begun.length, end, "end");
  }
});
