/** Says on the page why a passkey was of no use; what tells it only wrote to the console. */

document.addEventListener("allauth.error", (event) => {
  const place = document.getElementById("passkey-fault");
  if (!place) return;
  event.preventDefault();
  const { exception } = /** @type {CustomEvent} */ (event).detail;
  const said = exception?.name === "SecurityError" ? place.dataset.number : place.dataset.other;
  place.textContent = said ?? "";
});
