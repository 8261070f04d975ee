// The board: arrows and j/k walk, m opens the move dialog, a card can be dragged onto a column. Each way ends in the
// same form, so that every move has its reason; without this module the links lead to the form's own page.
const dialog = document.getElementById("move-dialog");
const columns = () => [...document.querySelectorAll("[data-column]")];
const cardsOf = (column) => [...column.querySelectorAll(".card")];
const typing = (element) => element.closest("input, textarea, select, dialog, [popover]");

function openMove(card, to = "") {
  const link = card.querySelector("[data-move]");
  if (!link) return;
  dialog.dataset.back = card.dataset.id;
  htmx.ajax("GET", link.getAttribute("href") + (to && `?to=${to}`), { target: dialog, swap: "innerHTML" }).then(() => {
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input:checked, input[type=radio]")?.focus();
  });
}

function walk(from, column, row) {
  const all = columns().filter((item) => cardsOf(item).length);
  if (!all.length) return;
  let at = from ? all.indexOf(from.closest("[data-column]")) : 0;
  at = Math.min(Math.max(at + (from ? column : 0), 0), all.length - 1);
  const cards = cardsOf(all[at]);
  const old = from ? cardsOf(from.closest("[data-column]")).indexOf(from) : 0;
  const next = cards[Math.min(Math.max(old + (from ? row : 0), 0), cards.length - 1)];
  next.querySelector(".card-name").focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const card = event.target.closest(".card");
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], j: [0, 1], k: [0, -1], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  if (steps[event.key] && (card || "jk".includes(event.key))) {
    event.preventDefault();
    walk(card, ...steps[event.key]);
  } else if (event.key === "m" && card) {
    event.preventDefault();
    openMove(card);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-move]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openMove(link.closest(".card"));
});

let dragged = null;
document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("[data-movable] .card");
  if (card && event.pointerType === "mouse") card.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-movable] .card");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector(".card-name").textContent);
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const column = dragged && event.target.closest("[data-column]");
  for (const item of columns()) item.classList.toggle("is-over", item === column && item !== dragged.closest("[data-column]"));
  if (column) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const column = dragged && event.target.closest("[data-column]");
  if (!column) return;
  event.preventDefault();
  if (column !== dragged.closest("[data-column]")) openMove(dragged, column.dataset.column);
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  for (const item of columns()) item.classList.remove("is-over");
  dragged = null;
});

// After a move the board asks for itself again; the focus returns to the card that moved.
document.addEventListener("plumbline:moved", () => dialog.close());
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "columns" || !dialog.dataset.back) return;
  document.querySelector(`.card[data-id="${dialog.dataset.back}"] .card-name`)?.focus();
  delete dialog.dataset.back;
});
