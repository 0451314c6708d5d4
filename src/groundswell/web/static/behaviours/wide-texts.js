// A table that is wider than its text scrolls by itself; then the keyboard must be able to reach it.
function reach() {
  for (const wide of document.querySelectorAll(":is(.post__text, .reply__text, .answer__text) table")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}

reach();
addEventListener("resize", reach);
document.addEventListener("htmx:afterSwap", reach);
document.addEventListener("fresh", reach);
