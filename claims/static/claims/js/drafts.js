/**
 * The review form's draft: sent to the desk while one types, kept in the browser while the desk cannot be
 * reached. "Saved" is said only once the desk has said so.
 */

import { forgetHere, keepHere, offerKept, renewToken } from "./kept.js";

const PAUSE = 700;

/** @type {number | undefined} */
let timer;
let sending = false;
let dirty = false;

/** @returns {HTMLFormElement | null} */
const form = () => document.querySelector("#review-form[data-draft]");

/** @param {string | undefined} words */
function say(words) {
  const state = document.getElementById("draft-state");
  if (state && words !== undefined) state.textContent = words;
}

async function save() {
  const review = form();
  if (!review || sending || !dirty) return;
  sending = true;
  dirty = false;
  say(review.dataset.saving);
  try {
    await handle(review, await post(review));
  } catch {
    keepHere(review);
    say(review.dataset.offline);
    later(5 * PAUSE);
    dirty = true;
  } finally {
    sending = false;
    if (dirty) later();
  }
}

/** @param {HTMLFormElement} review */
function post(review) {
  const headers = { Accept: "application/json" };
  return fetch(review.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(review)), headers });
}

/** @param {HTMLFormElement} review @param {Response} response */
async function handle(review, response) {
  if (response.ok) {
    const { revision, saved } = await response.json();
    review.elements.namedItem("draft_seen").value = String(revision);
    forgetHere(review);
    if (!dirty) say(saved);
    return;
  }
  keepHere(review);
  if (response.status === 401) return say(review.dataset.signedOut);
  if (response.status === 403) {
    dirty = await renewToken();
    return dirty ? undefined : say(review.dataset.signedOut);
  }
  if (response.status === 409) return askWhich(review, await response.json());
  if (response.status === 400) return say((await response.json()).message);
  throw new Error(String(response.status));
}

/** @param {HTMLFormElement} review @param {{code: string, message: string, revision?: number}} answer */
function askWhich(review, answer) {
  if (answer.revision === undefined) return say(answer.message);
  const notice = document.getElementById("draft-conflict");
  say("");
  notice.hidden = false;
  notice.querySelector("[data-keep]").onclick = () => {
    review.elements.namedItem("draft_seen").value = String(answer.revision);
    notice.hidden = true;
    dirty = true;
    save();
  };
}

function later(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function changed() {
  dirty = true;
  later();
}

function leaving() {
  const review = form();
  if (!review || !dirty) return;
  keepHere(review);
  navigator.sendBeacon(review.dataset.draft, new URLSearchParams(new FormData(review)));
}

function fresh() {
  clearTimeout(timer);
  dirty = false;
  offerKept(form(), changed);
}

document.addEventListener("input", (event) => event.target.closest?.("#review-form[data-draft]") && changed());
document.addEventListener("submit", () => clearTimeout(timer), true);
document.addEventListener("htmx:after:swap", fresh);
document.addEventListener("htmx:error", () => say(form()?.dataset.notSent));
document.addEventListener("htmx:response:error", async ({ detail }) => {
  const { status } = detail.ctx.response;
  const words = form()?.dataset ?? {};
  if (status === 403) say((await renewToken()) ? words.renewed : words.signedOut);
  else if (status >= 500) say(words.notSent);
});
window.addEventListener("pagehide", leaving);
document.documentElement.classList.add("has-script");
offerKept(form(), changed);
