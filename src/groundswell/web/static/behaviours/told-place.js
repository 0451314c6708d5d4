// A click on what the browser told of a page that is open: the worker brings it to the front, and
// the page goes to the place in it; as long as somebody writes there, it stays as it is.
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (!data.show) return;
  const address = new URL(data.show, location.origin);
  const there = document.getElementById(address.hash.slice(1));
  if (there) {
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
  } else if (![...document.querySelectorAll("main textarea")].some((box) => box.value)) {
    location.assign(address);
  }
});
