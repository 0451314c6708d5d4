// A reaction counts at once; the bar that the server then answers with is right in any case.
document.addEventListener("htmx:beforeRequest", (event) => {
  const reaction = event.target.closest?.(".reaction[aria-pressed]");
  const count = reaction?.querySelector(".reaction__count");
  if (!count || !/^\d+$/.test(count.textContent)) return;
  const on = reaction.getAttribute("aria-pressed") !== "true";
  reaction.setAttribute("aria-pressed", on);
  count.textContent = Number(count.textContent) + (on ? 1 : -1);
});
