/** Choosing several claims: all at once, and how many are chosen. */
import "./keys.js";

const boxes = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[name=claim][form=choice]")]);

function count() {
  const output = document.getElementById("chosen-count");
  const chosen = boxes().filter((box) => box.checked).length;
  if (output) output.textContent = chosen ? String(chosen) : output.dataset.none;
}

document.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.matches("[data-choose-all]")) for (const other of boxes()) other.checked = box.checked;
  if (box.matches("[data-choose-all], [form=choice]")) {
    event.stopPropagation();
    count();
  }
}, true);
document.documentElement.classList.add("has-script");
count();
