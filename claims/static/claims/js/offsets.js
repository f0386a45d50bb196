/**
 * The one place in the browser where UTF-16 units become code points, which the desk counts in.
 * Every stretch of the article stands in an element that says at which code point it starts (data-start).
 */

/**
 * How many code points the first `units` UTF-16 units of `text` are. A position between the two units
 * of one character counts as before it.
 * @param {string} text
 * @param {number} units
 * @returns {number}
 */
export function codePoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; points += 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
    if (at > units) break;
  }
  return points;
}

/**
 * The code point of the article at a place in the document, or null outside the article's own words.
 * @param {Node} node
 * @param {number} offset as in a Range: units in a text node, children in an element
 * @param {Element} article
 * @returns {number | null}
 */
export function articlePoint(node, offset, article) {
  if (!article.contains(node)) return null;
  if (node.nodeType !== Node.TEXT_NODE) return boundary(node, offset, article);
  const piece = node.parentElement?.closest("[data-start]");
  if (!piece) return null;
  if (node.parentElement.closest("[data-aside]")) return Number(piece.dataset.start) + ownLength(piece);
  return Number(piece.dataset.start) + before(piece, node) + codePoints(node.data, offset);
}

/** Words of a piece that are the article's: not the status read out for screen readers. */
function ownNodes(piece) {
  const own = { acceptNode: (node) => (node.parentElement.closest("[data-aside]") ? 2 : 1) };
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT, own);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function length(node) {
  return codePoints(node.data, node.data.length);
}

function ownLength(piece) {
  return ownNodes(piece).reduce((sum, node) => sum + length(node), 0);
}

function before(piece, node) {
  const nodes = ownNodes(piece);
  return nodes.slice(0, nodes.indexOf(node)).reduce((sum, other) => sum + length(other), 0);
}

/** A place between elements: the start of the next piece, or the end of the last one before it. */
function boundary(node, offset, article) {
  const pieces = [...article.querySelectorAll("[data-start]")];
  const range = document.createRange();
  range.setStart(node, offset);
  const next = pieces.find((piece) => range.comparePoint(piece, 0) >= 0);
  if (next) return Number(next.dataset.start);
  const last = pieces.at(-1);
  return last ? Number(last.dataset.start) + ownLength(last) : null;
}
