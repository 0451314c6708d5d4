// [data-opens=id] opens that dialog; the dialog itself closes by Escape and by its own form.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
});
