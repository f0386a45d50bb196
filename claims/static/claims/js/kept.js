/** What keeps typed words safe: a copy in this browser while the desk cannot be reached, and a fresh form token. */

const LONGEST_KEPT = 14 * 24 * 3600 * 1000;
const NOT_WORDS = ["csrfmiddlewaretoken", "origin", "draft_seen"];

/** @param {HTMLFormElement} form */
const keptAt = (form) => `draft:${form.dataset.kept}`;

/** @param {HTMLFormElement} form */
export function keepHere(form) {
  const typed = [...new FormData(form)].filter(([name]) => !NOT_WORDS.includes(name));
  localStorage.setItem(keptAt(form), JSON.stringify({ at: Date.now(), typed }));
}

/** @param {HTMLFormElement} form */
export const forgetHere = (form) => localStorage.removeItem(keptAt(form));

// Words of an earlier visit that never reached the desk.
/** @param {HTMLFormElement | null} form @param {() => void} changed called once they are put back */
export function offerKept(form, changed) {
  const notice = /** @type {HTMLElement | null} */ (form?.querySelector("[data-draft-found]") ?? null);
  const kept = form && JSON.parse(localStorage.getItem(keptAt(form)) ?? "null");
  if (!kept || Date.now() - kept.at > LONGEST_KEPT) return;
  notice.hidden = false;
  notice.querySelector("[data-restore]").onclick = () => {
    fill(form, kept.typed);
    notice.hidden = true;
    changed();
  };
  notice.querySelector("[data-forget]").onclick = () => {
    forgetHere(form);
    notice.hidden = true;
  };
}

/** @param {HTMLFormElement} form @param {[string, string][]} typed */
function fill(form, typed) {
  const rows = Number(Object.fromEntries(typed)["evidence-TOTAL_FORMS"] ?? 1);
  const total = form.elements.namedItem("evidence-TOTAL_FORMS");
  while (total && Number(total.value) < rows) document.getElementById("another-row").click();
  for (const [name, value] of typed) {
    const field = form.elements.namedItem(name);
    if (field && !name.endsWith("_FORMS")) put(form, name, value);
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function put(form, name, value) {
  const box = form.querySelector(`[type=checkbox][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
  if (box) box.checked = true;
  else form.elements.namedItem(name).value = value;
}

/**
 * @param {HTMLFormElement} form
 * After signing in again in another window, forms of this page need the new session's token.
 * @returns {Promise<boolean>} whether the page could be had again and its forms renewed
 */
export async function renewToken(form) {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector("main [name=csrfmiddlewaretoken]")?.value;
  if (!token || !page.getElementById(form.id)) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}
