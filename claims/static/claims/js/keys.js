/** Single-letter keys. They come from the page (data-keys), never act in a field, and may be off altogether. */

const help = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys-help"));
/** @type {Record<string, string>} action -> key */
const keys = help ? JSON.parse(help.dataset.keys) : {};
const actionOf = Object.fromEntries(Object.entries(keys).map(([action, key]) => [key, action]));

const PLACES = ".card h3 a, .row-title";

/** @param {EventTarget | null} target */
function isField(target) {
  const element = /** @type {HTMLElement} */ (target);
  if (element.isContentEditable) return true;
  if (element.matches("textarea, select")) return true;
  return element.matches("input") && !["radio", "checkbox"].includes(/** @type {HTMLInputElement} */ (element).type);
}

/** @param {string} selector */
const click = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();

/** @param {string} id */
function send(id) {
  /** @type {HTMLFormElement | null} */ (document.getElementById(id))?.requestSubmit();
}

/** @param {string} selector */
function goTo(selector) {
  const field = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

/** In a list: the next or the previous claim. In the queue: skip, or back to the claim skipped last.
 * @param {1 | -1} step */
function move(step) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(PLACES)]);
  const places = all.filter((place) => place.checkVisibility());
  if (document.getElementById("skip-form")) return send(step > 0 ? "skip-form" : "back-form");
  const here = places.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = places[here < 0 && step < 0 ? places.length - 1 : here + step];
  next?.focus();
}

/** @param {string} action */
function act(action) {
  if (action.startsWith("rate_")) return click(`[name=rating][data-key="${action.slice(5)}"]`);
  const acts = {
    evidence: () => goTo("[name^=evidence-][name$=-url]"),
    note: () => goTo("#id_note"),
    skip: () => send("skip-form"),
    undo: () => send("undo-form"),
    next: () => move(1),
    previous: () => move(-1),
    help: () => help.showModal(),
  };
  return acts[action]?.();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.isComposing || help.open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submitFrom(event);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isField(target)) {
    if (event.key === "Escape") target.blur();
    return;
  }
  if (event.key === "Enter") {
    if (!target.closest("a, button, summary")) submitFrom(event);
    return;
  }
  const action = actionOf[event.key.toLowerCase()];
  if (!action || event.repeat) return;
  event.preventDefault();
  act(action);
}

/** @param {KeyboardEvent} event */
function submitFrom(event) {
  if (!document.getElementById("review-form") || event.repeat) return;
  event.preventDefault();
  send("review-form");
}

function showHints() {
  for (const hint of document.querySelectorAll("[data-key-for]")) {
    const key = keys[/** @type {HTMLElement} */ (hint).dataset.keyFor];
    if (key) hint.textContent = key.toUpperCase();
  }
}

if (help) {
  document.documentElement.classList.add("has-keys");
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:after:swap", showHints);
  showHints();
}
