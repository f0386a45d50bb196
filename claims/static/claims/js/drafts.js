/**
 * Drafts of forms: sent to the desk while one types, kept in the browser while the desk cannot be reached.
 * "Saved" is said only once the desk has said so. A form with data-draft names the address that keeps it.
 */

import { forgetHere, keepHere, offerKept, renewToken } from "./kept.js";

const PAUSE = 700;
const SENT_FOR = 5000;

/** What is known of one form: whether it has words the desk does not have yet, and whether it was sent. */
class Keeper {
  /** @type {number | undefined} */
  timer;
  /** @type {Promise<void> | undefined} the saving that is under way */
  saving;
  dirty = false;
  stopped = false;
  sent = false;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
  }

  /** @param {string} name @returns {HTMLElement | null} */
  part(name) {
    return this.form.querySelector(`[data-draft-${name}]`);
  }

  /** @param {string | undefined} words */
  say(words) {
    const state = this.part("state");
    if (state && words !== undefined) state.textContent = words;
  }

  changed() {
    this.dirty = true;
    this.later();
  }

  later(pause = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    this.saving ??= this.send().finally(() => (this.saving = undefined));
    return this.saving;
  }

  /** Everything typed is with the desk, or it was said why not. @returns {Promise<boolean>} */
  async flush() {
    for (let tries = 0; tries < 3 && (this.saving || this.dirty); tries += 1) await this.save();
    return !this.stopped;
  }

  async send() {
    if (!this.dirty || !this.form.isConnected) return;
    this.dirty = this.stopped = false;
    this.say(this.form.dataset.saving);
    try {
      await this.handle(await this.post());
    } catch {
      this.stopped = this.dirty = true;
      keepHere(this.form);
      this.say(this.form.dataset.offline);
    }
    if (this.dirty) this.later(this.stopped ? 5 * PAUSE : PAUSE);
  }

  words() {
    return new URLSearchParams(/** @type {any} */ (new FormData(this.form)));
  }

  post() {
    const headers = { Accept: "application/json" };
    return fetch(this.form.dataset.draft, { method: "POST", body: this.words(), headers });
  }

  /** @param {Response} response */
  async handle(response) {
    const { form } = this;
    if (response.ok) {
      const { revision, saved } = await response.json();
      form.elements.namedItem("draft_seen").value = String(revision);
      forgetHere(form);
      if (!this.dirty) this.say(saved);
      return;
    }
    keepHere(form);
    if (response.status === 401) return this.stop(form.dataset.signedOut);
    if (response.status === 403) {
      this.dirty = await renewToken(form);
      return this.dirty ? undefined : this.stop(form.dataset.signedOut);
    }
    if (response.status === 409) return this.askWhich(await response.json());
    if (response.status === 400) return this.say((await response.json()).message);
    throw new Error(String(response.status));
  }

  /** @param {string | undefined} words */
  stop(words) {
    this.stopped = true;
    this.say(words);
  }

  /** @param {{code: string, message: string, revision?: number}} answer */
  askWhich(answer) {
    if (answer.revision === undefined) return this.say(answer.message);
    const notice = this.part("conflict");
    this.stop("");
    notice.hidden = false;
    notice.querySelector("[data-keep]").onclick = () => {
      this.form.elements.namedItem("draft_seen").value = String(answer.revision);
      notice.hidden = true;
      this.dirty = true;
      this.save();
    };
  }

  leaving() {
    if (!this.dirty || this.sent) return;
    keepHere(this.form);
    navigator.sendBeacon(this.form.dataset.draft, this.words());
  }
}

/** @type {WeakMap<HTMLFormElement, Keeper>} */
const keepers = new WeakMap();

/** @returns {HTMLFormElement[]} */
const forms = () => [...document.querySelectorAll("form[data-draft]")];

/** @param {HTMLFormElement} form */
function keeperOf(form) {
  if (!keepers.has(form)) keepers.set(form, new Keeper(form));
  return keepers.get(form);
}

/** Forms that have just appeared may have words of an earlier visit. */
function greet() {
  for (const form of forms()) {
    if (!keepers.has(form)) offerKept(form, () => keeperOf(form).changed());
    keeperOf(form);
  }
}

/** A form of a page is sent once, however often its button is pressed. htmx sees to its own. @param {SubmitEvent} event */
function onSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-draft]")) return;
  const keeper = keeperOf(form);
  clearTimeout(keeper.timer);
  if (form.hasAttribute("hx-post")) return;
  if (keeper.sent || keeper.dirty || keeper.saving) event.preventDefault();
  if (keeper.sent) return;
  keeper.sent = true;
  if (event.defaultPrevented) sendSafely(keeper, event.submitter);
  setTimeout(() => (keeper.sent = false), SENT_FOR);
}

/** The words go to the desk's drafts first: should the sending itself fail, they are there.
 * @param {Keeper} keeper @param {HTMLElement | null} button */
async function sendSafely(keeper, button) {
  const isSafe = await keeper.flush();
  keeper.sent = false;
  if (isSafe) keeper.form.requestSubmit(button);
}

/** @param {(keeper: Keeper) => void} act */
const each = (act) => forms().forEach((form) => act(keeperOf(form)));

document.addEventListener("input", (event) => {
  const form = /** @type {Element} */ (event.target).closest?.("form[data-draft]");
  if (form) keeperOf(/** @type {HTMLFormElement} */ (form)).changed();
});
document.addEventListener("submit", onSubmit, true);
document.addEventListener("htmx:after:swap", greet);
document.addEventListener("htmx:error", () => each((keeper) => keeper.say(keeper.form.dataset.notSent)));
document.addEventListener("htmx:response:error", ({ detail }) => {
  const { status } = detail.ctx.response;
  each(async (keeper) => {
    const words = keeper.form.dataset;
    if (status === 403) keeper.say((await renewToken(keeper.form)) ? words.renewed : words.signedOut);
    else if (status >= 500) keeper.say(words.notSent);
  });
});
window.addEventListener("pagehide", () => each((keeper) => keeper.leaving()));
window.addEventListener("pageshow", () => each((keeper) => (keeper.sent = false)));
document.documentElement.classList.add("has-script");
greet();
