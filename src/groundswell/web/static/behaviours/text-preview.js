// [data-preview=id]: what the text will look like, as soon as it has anything but plain words.
const MARKED = /[*_`#>~|@\[]|https?:|^\s*(?:[-+]|\d+\.)\s/m;
const PAUSE_MS = 350;
const timers = new WeakMap();

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.dataset?.preview) return;
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => preview(field), PAUSE_MS));
});

async function preview(field) {
  const shown = document.getElementById(field.dataset.preview);
  const source = field.value;
  shown.hidden = !MARKED.test(source);
  if (shown.hidden) return;
  const body = new FormData();
  body.set("source", source);
  body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch("/preview/", { method: "POST", body, headers: { "HX-Request": "true" } });
  if (answer.ok && source === field.value) shown.innerHTML = await answer.text();
}
