// [data-copy] copies its own address and says so. Where the browser allows no copying (plain HTTP),
// the link leads there as any link does.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    document.dispatchEvent(new CustomEvent("toast", { detail: { value: link.dataset.copy } }));
  } catch {
    location.href = link.href;
  }
});
