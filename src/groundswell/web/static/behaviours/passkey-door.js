// <form is a passkey's> [data-passkey="ask address"]: asks the device and sends its answer as the
// form's `answer`. Shown only where the browser can: without script there is the password.
const canPasskeys = () =>
  window.PublicKeyCredential?.parseRequestOptionsFromJSON &&
  window.PublicKeyCredential?.parseCreationOptionsFromJSON;

const askDevice = async (form) => {
  const options = await (await fetch(form.dataset.passkey)).json();
  const isNew = "pubKeyCredParams" in options;
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  form.elements.answer.value = JSON.stringify(credential.toJSON());
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!canPasskeys()) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[role=status]");
    said.textContent = "";
    try {
      await askDevice(form);
    } catch {
      // Turned away at the device, or known to it already: both are the person's own doing.
      said.textContent = form.dataset.failed;
    }
  });
}
