/** The review form: says what is still missing, adds a row for evidence without asking the server. */
import "./drafts.js";
import "./keys.js";

/** @returns {HTMLFormElement | null} */
const form = () => /** @type {HTMLFormElement | null} */ (document.getElementById("review-form"));

const ADDRESS = /^([+=-]\s*)?https?:\/\//i;

/** @param {HTMLFormElement} review @returns {"rating" | "link" | "space" | "address" | "note" | "ready"} */
function missing(review) {
  const chosen = /** @type {HTMLInputElement | null} */ (review.querySelector("[name=rating]:checked"));
  if (!chosen) return "rating";
  const fields = [...review.querySelectorAll("[name^=evidence-][name$=-url]")].map((field) => field.value);
  const lines = (review.elements.namedItem("many")?.value ?? "").split("\n");
  const links = [...fields, ...lines].map((link) => link.trim()).filter(Boolean);
  if (chosen.dataset.needs === "link" && !links.length) return "link";
  if (fields.some((link) => /\s/.test(link.trim()))) return "space";
  if (!links.every((link) => ADDRESS.test(link))) return "address";
  if (chosen.dataset.needs === "note" && !review.elements.namedItem("note").value.trim()) return "note";
  return "ready";
}

function sayWhatIsMissing() {
  const review = form();
  const line = document.getElementById("missing");
  if (!review || !line) return;
  const state = missing(review);
  const words = line.dataset[state];
  if (line.textContent !== words) line.textContent = words;
  line.classList.toggle("is-ready", state === "ready");
}

/** A source cited for "incorrect" refutes, for "supported" supports, until somebody says otherwise in its row. */
function followRating() {
  const chosen = /** @type {HTMLInputElement | null} */ (form()?.querySelector("[name=rating]:checked"));
  if (!chosen?.dataset.stance) return;
  for (const row of form().querySelectorAll(".evidence-row")) {
    const stance = /** @type {HTMLSelectElement | null} */ (row.querySelector("[name$=-stance]"));
    if (stance && !("said" in stance.dataset)) stance.value = chosen.dataset.stance;
  }
}

/** What stands there when the page comes was said: by the person before, or in a draft. */
function keepStances() {
  for (const row of form()?.querySelectorAll(".evidence-row") ?? []) {
    if (row.querySelector("[name$=-url]").value) row.querySelector("[name$=-stance]").dataset.said = "";
  }
}

/** @param {HTMLFormElement} review */
function addRow(review) {
  const total = /** @type {HTMLInputElement} */ (review.elements.namedItem("evidence-TOTAL_FORMS"));
  const number = Number(total.value);
  const most = Number(review.elements.namedItem("evidence-MAX_NUM_FORMS").value);
  if (number >= most) return;
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("evidence-template"));
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", String(number));
  const row = holder.firstElementChild;
  row.querySelector("[data-number]").textContent = String(number + 1);
  document.getElementById("evidence-rows").append(row);
  total.value = String(number + 1);
  followRating();
  row.querySelector("input").focus();
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("#another-row");
  if (!button) return;
  event.preventDefault();
  addRow(form());
});
/** Several links pasted into one field become a row each, at once. */
document.addEventListener("paste", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const lines = event.clipboardData?.getData("text").split(/\r?\n/).map((line) => line.trim()).filter(Boolean) ?? [];
  if (!field.matches?.("[name^=evidence-][name$=-url]") || lines.length < 2) return;
  event.preventDefault();
  const many = /** @type {HTMLTextAreaElement} */ (form().elements.namedItem("many"));
  many.closest("details").open = true;
  many.value = [many.value, ...lines].filter(Boolean).join("\n");
  many.dispatchEvent(new Event("input", { bubbles: true }));
  many.focus();
});
document.addEventListener("input", sayWhatIsMissing);
document.addEventListener("change", sayWhatIsMissing);
document.addEventListener("change", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.matches("#review-form [name$=-stance]")) field.dataset.said = "";
  if (field.matches("#review-form [name=rating]")) followRating();
});
document.addEventListener("htmx:after:swap", () => {
  sayWhatIsMissing();
  keepStances();
  const refused = /** @type {HTMLElement | null} */ (form()?.querySelector("[aria-invalid=true]"));
  if (refused) {
    refused.focus();
    refused.scrollIntoView({ block: "center" });
    return;
  }
  document.getElementById("turn")?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
});
sayWhatIsMissing();
keepStances();
