// The board: arrows and j/k walk, m asks where a card goes, Shift and an arrow asks for the neighbouring stage, a card
// can be dragged onto a column. Each way ends in the same form, so that every move has its reason; without this module
// the links lead to the form's own page.
import { isPlainKey } from "./keyboard.js";
import { notify } from "./notices.js";

const dialog = document.getElementById("move-dialog");
const columns = () => [...document.querySelectorAll("[data-column]")];
const columnOf = (card) => card.closest("[data-column]");
const cardsOf = (column) => [...column.querySelectorAll(".card")];
const movable = () => document.querySelector("[data-movable]");

// where the focus returns to: the card, or the one that stands in its place once it has moved
let place = null;
let moved = false;
const keepPlace = (card) => {
  const column = columnOf(card);
  place = { address: addressOf(card), column: column.dataset.column, at: cardsOf(column).indexOf(card) };
};
function returnFocus() {
  if (!place) return;
  const cards = cardsOf(document.querySelector(`[data-column="${place.column}"]`) ?? dialog);
  const card = document.querySelector(`.card-name[href="${place.address}"]`)?.closest(".card") ?? cards[Math.min(place.at, cards.length - 1)];
  (card?.querySelector(".card-name") ?? document.querySelector("[data-board]")).focus();
}

const ask = (address) => htmx.ajax("GET", address, { target: dialog, swap: "innerHTML" });

function askWhere(card, to = "") {
  const link = card.querySelector("[data-move]");
  if (!link) return;
  keepPlace(card);
  ask(link.getAttribute("href") + (to && `?to=${to}`));
}

// From New a card goes to the first stage only; nothing goes back into New.
function accepts(column, card) {
  const all = columns();
  const [from, to] = [all.indexOf(columnOf(card)), all.indexOf(column)];
  return to > 0 && to !== from && (from > 0 || to === 1);
}

function askNeighbour(card, step) {
  const all = columns();
  const column = all[all.indexOf(columnOf(card)) + step];
  if (column && accepts(column, card)) askWhere(card, column.dataset.column);
}

function walk(from, across, down) {
  const all = columns().filter((column) => cardsOf(column).length);
  if (!all.length) return;
  const at = from ? all.indexOf(columnOf(from)) + across : 0;
  const cards = cardsOf(all[Math.min(Math.max(at, 0), all.length - 1)]);
  const row = from ? cardsOf(columnOf(from)).indexOf(from) + down : 0;
  const link = cards[Math.min(Math.max(row, 0), cards.length - 1)].querySelector(".card-name");
  link.focus();
  link.closest(".card").scrollIntoView({ block: "nearest", inline: "nearest" });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1], j: [0, 1], k: [0, -1] };

document.addEventListener("keydown", (event) => {
  if (!isPlainKey(event)) return;
  const card = event.target.closest(".card");
  const step = STEPS[event.key];
  if (step && event.shiftKey && step[0] && card && movable()) askNeighbour(card, step[0]);
  else if (step && !event.shiftKey && (card || event.key.length === 1)) walk(card, ...step);
  else if (event.key === "m" && card && movable()) askWhere(card);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-move], .toast a[href$='/undo/']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const card = link.closest(".card");
  if (card) {
    askWhere(card);
    return;
  }
  place = { id: link.pathname.split("/")[2] };
  ask(link.getAttribute("href"));
  link.closest(".toast").remove();
});

let dragged = null;
document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("[data-movable] .card");
  if (card) card.draggable = event.pointerType === "mouse";
});
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-movable] .card");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  const column = event.target.closest("[data-column]");
  const open = column && accepts(column, dragged);
  for (const item of columns()) item.classList.toggle("is-over", open && item === column);
  if (open) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const column = dragged && event.target.closest("[data-column]");
  if (!column) return;
  event.preventDefault();
  askWhere(dragged, column.dataset.column);
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  for (const item of columns()) item.classList.remove("is-over");
  dragged = null;
});

dialog.addEventListener("close", () => {
  // what was refused may have been refused because somebody was quicker: look again where everybody stands
  if (!moved && dialog.querySelector(".error-summary")) {
    moved = true;
    htmx.trigger("#filters", "change");
  }
  returnFocus();
  if (!moved) place = null;
});
document.addEventListener("plumbline:moved", ({ detail }) => {
  moved = true;
  dialog.close();
  notify(detail.text, detail.undo && { text: dialog.dataset.undo, href: detail.undo }, "check");
});

// After a move the filters ask again; what was scrolled to stays, and the focus returns.
const scrolled = new Map();
const scrollers = () => [document.querySelector("[data-board]"), ...document.querySelectorAll(".cards")];
const addressOf = (card) => card.querySelector(".card-name").getAttribute("href");
const nameOf = (element) => element.closest("[data-column]")?.dataset.column ?? "board";
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "columns") return;
  for (const item of scrollers()) scrolled.set(nameOf(item), [item.scrollLeft, item.scrollTop]);
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === dialog) {
    if (!dialog.open) dialog.showModal();
    const [first] = ["[autofocus]", "input:checked", "input:not([type=hidden])", "textarea"].flatMap((what) =>
      [...dialog.querySelectorAll(what)]);
    first?.focus();
  }
  if (detail.target.id !== "columns") return;
  for (const item of scrollers()) [item.scrollLeft, item.scrollTop] = scrolled.get(nameOf(item)) ?? [0, 0];
  if (!moved) return;
  returnFocus();
  [place, moved] = [null, false];
});
