/** What keeps typed words safe: a copy in this browser while the desk cannot be reached, and a fresh form token. */

const LONGEST_KEPT = 14 * 24 * 3600 * 1000;
const NOT_WORDS = ["csrfmiddlewaretoken", "origin", "draft_seen"];

/** @param {HTMLFormElement} review */
const keptAt = (review) => `draft:${review.dataset.claim}`;

/** @param {HTMLFormElement} review */
export function keepHere(review) {
  const typed = [...new FormData(review)].filter(([name]) => !NOT_WORDS.includes(name));
  localStorage.setItem(keptAt(review), JSON.stringify({ at: Date.now(), typed }));
}

/** @param {HTMLFormElement} review */
export const forgetHere = (review) => localStorage.removeItem(keptAt(review));

// Words of an earlier visit that never reached the desk.
/** @param {HTMLFormElement | null} review @param {() => void} changed called once they are put back */
export function offerKept(review, changed) {
  const notice = document.getElementById("draft-found");
  const kept = review && JSON.parse(localStorage.getItem(keptAt(review)) ?? "null");
  if (!kept || Date.now() - kept.at > LONGEST_KEPT) return;
  notice.hidden = false;
  notice.querySelector("[data-restore]").onclick = () => {
    fill(review, kept.typed);
    notice.hidden = true;
    changed();
  };
  notice.querySelector("[data-forget]").onclick = () => {
    forgetHere(review);
    notice.hidden = true;
  };
}

/** @param {HTMLFormElement} review @param {[string, string][]} typed */
function fill(review, typed) {
  const rows = Number(Object.fromEntries(typed)["evidence-TOTAL_FORMS"] ?? 1);
  const total = review.elements.namedItem("evidence-TOTAL_FORMS");
  while (Number(total.value) < rows) document.getElementById("another-row").click();
  for (const [name, value] of typed) {
    const field = review.elements.namedItem(name);
    if (field && !name.endsWith("_FORMS")) field.value = value;
  }
  review.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * After signing in again in another window, forms of this page need the new session's token.
 * @returns {Promise<boolean>} whether the page could be had again and its forms renewed
 */
export async function renewToken() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector("main [name=csrfmiddlewaretoken]")?.value;
  if (!token || !page.getElementById("review-form")) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}
