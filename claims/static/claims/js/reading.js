/** The article page: text and cards light each other up; selected words become a proposal. */
import { articlePoint } from "./offsets.js";
import "./choosing.js";

const article = document.getElementById("article-text");
const proposal = document.getElementById("propose");

/** @param {string} id @param {boolean} on */
function light(id, on) {
  for (const mark of article.querySelectorAll(`[data-claims~="${CSS.escape(id)}"]`)) mark.classList.toggle("lit", on);
  const card = document.getElementById(`claim-${id}`);
  card?.classList.toggle("lit", on);
  // A folded claim's card is out of sight: the line it waits behind lights up in its place.
  card?.closest("details.folded")?.classList.toggle("lit", on);
}

/** @param {Event} event @returns {string[]} the claims under the pointer or the focus */
function claimsAt(event) {
  const target = /** @type {Element} */ (event.target);
  const card = target.closest(".card[id]");
  if (card) return [card.id.replace("claim-", "")];
  const mark = /** @type {HTMLAnchorElement | null} */ (target.closest("[data-claims]"));
  return mark ? mark.hash.replace("#claim-", "").split(" ") : [];
}

for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(/** @type {string} */ (type), (event) => {
    for (const id of claimsAt(event)) light(id, /** @type {boolean} */ (on));
  });
}

/** @returns {{start: number, end: number, quote: string} | null} the selected words of the article */
function selectedWords() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = articlePoint(range.startContainer, range.startOffset, article);
  const end = articlePoint(range.endContainer, range.endOffset, article);
  const quote = selection.toString();
  return start === null || end === null || start >= end || !quote.trim() ? null : { start, end, quote };
}

function offerProposal() {
  const bar = document.createElement("button");
  bar.type = "button";
  bar.className = "button primary select-bar";
  bar.textContent = article.dataset.moveWords ?? proposal.querySelector("h2").textContent;
  bar.hidden = true;
  document.body.append(bar);
  let words = null;
  document.addEventListener("selectionchange", () => {
    words = selectedWords();
    bar.hidden = words === null;
  });
  // Pressing the button must not clear the selection before it is read.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("click", () => words && (article.dataset.move ? moveTo(words) : fillIn(words)));
}

/** Words dragged over inside one passage end in a click on it, which is no wish to see its card. */
function stayAtSelection() {
  let pressed = [0, 0];
  article.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; });
  article.addEventListener("click", (event) => {
    const moved = Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]);
    // A key that follows a link clicks as well, at no place and with a detail of 0.
    if (event.detail > 0 && moved > 3 && selectedWords()) event.preventDefault();
  });
}

/**
 * A press gives a link the focus, and a selection that would begin at its first letter begins before the link and is
 * lost by that. While the button is held the passage is no link; it is one again before the click is told.
 */
function letWordsBeDraggedFromTheFirst() {
  article.addEventListener("pointerdown", (event) => {
    const mark = /** @type {Element} */ (event.target).closest("a.mark");
    if (!mark || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const names = ["href", "tabindex"].filter((name) => mark.hasAttribute(name));
    const link = names.map((name) => [name, mark.getAttribute(name)]);
    for (const [name] of link) mark.removeAttribute(name);
    const again = () => { for (const [name, value] of link) mark.setAttribute(name, value); };
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, again, { once: true, capture: true });
  });
}

/** Under a finger a link opens a menu where words would be selected: while words are asked for, passages are none. */
function letWordsBeHeld() {
  const wanted = proposal.open || "move" in article.dataset;
  for (const mark of article.querySelectorAll("a.mark")) {
    mark.dataset.leads ??= mark.getAttribute("href");
    if (wanted) mark.removeAttribute("href");
    else mark.setAttribute("href", mark.dataset.leads);
  }
}

/** A claim of the article is to stand on these words: the form shows both, old and new. */
function moveTo({ start, end }) {
  location.assign(`${article.dataset.move}?start=${start}&end=${end}`);
}

/** @param {{start: number, end: number, quote: string}} words */
function fillIn({ start, end, quote }) {
  const form = proposal.querySelector("form");
  form.elements.namedItem("start").value = String(start);
  form.elements.namedItem("end").value = String(end);
  form.elements.namedItem("quote").value = quote;
  form.elements.namedItem("text").value = quote.replace(/\s+/g, " ").trim();
  form.dispatchEvent(new Event("input", { bubbles: true }));
  proposal.open = true;
  proposal.scrollIntoView({ block: "nearest" });
  form.elements.namedItem("text").focus();
}

if (article && proposal) {
  offerProposal();
  stayAtSelection();
  letWordsBeDraggedFromTheFirst();
  if (matchMedia("(pointer: coarse)").matches) {
    proposal.addEventListener("toggle", letWordsBeHeld);
    letWordsBeHeld();
  }
  // Words changed by hand are looked up again: the position of the old ones no longer holds.
  proposal.querySelector("[name=quote]").addEventListener("input", () => {
    for (const name of ["start", "end"]) proposal.querySelector(`[name=${name}]`).value = "";
  });
}
