// Keys while listening: 1 to 5 and 0 choose in the criterion that is at hand, n and j go on, k back, e to its evidence,
// q unfolds its questions, Esc leaves a text. Links to a place unfold it first.
import { isPlainKey } from "../keyboard.js";
import { form } from "./parts.js";

const sections = () => [...form.querySelectorAll("section[id]")];

function current() {
  const focused = document.activeElement.closest("section[id]");
  if (focused && form.contains(focused)) return focused;
  const line = innerHeight * 0.4;
  return sections().findLast((section) => section.getBoundingClientRect().top <= line) ?? sections()[0];
}

export function goTo(target) {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const section = target.closest("section") ?? target;
  const fold = section.querySelector("details.fold");
  if (section === target && fold) fold.open = true;
  target.scrollIntoView({ block: section === target ? "start" : "center" });
  const focus = section === target ? section.querySelector("summary") ?? section : target;
  focus.focus({ preventScroll: true });
}

const choose = (value) => {
  const input = current().querySelector(`.ladder input[value="${value}"]`);
  if (!input) return false;
  input.closest("details").open = true;
  input.checked = true;
  input.focus();
  input.dispatchEvent(new Event("input", { bubbles: true }));
};

const step = (by) => {
  const all = sections();
  const next = all[all.indexOf(current()) + by];
  if (next) goTo(next);
};

const deeds = {
  n: () => step(1),
  j: () => step(1),
  k: () => step(-1),
  q: () => {
    const kit = current().querySelector(".kit");
    if (!kit) return;
    kit.closest(".fold").open = true;
    kit.open = !kit.open;
    kit.scrollIntoView({ block: "nearest" });
  },
  e: () => {
    const field = current().querySelector("textarea");
    if (field) goTo(field);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("textarea") && form.contains(event.target)) {
    const section = event.target.closest("section");
    (section.querySelector("summary") ?? section).focus({ preventScroll: true });
    return;
  }
  if (!isPlainKey(event) || event.repeat) return;
  if (/^[0-5]$/.test(event.key)) choose(event.key === "0" ? "x" : event.key);
  else if (event.key in deeds) deeds[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const anchor = event.target.closest('a[href^="#"]');
  const target = anchor && document.getElementById(anchor.hash.slice(1));
  if (!target || !form.contains(target)) return;
  event.preventDefault();
  anchor.closest("[popover]:popover-open")?.hidePopover();
  goTo(target);
});

// the stop of the criterion that is at hand is marked in the line
const stops = new Map([...document.querySelectorAll('.stop a[href^="#"]')].map((stop) => [stop.hash.slice(1), stop]));
function mark() {
  const id = current()?.id;
  for (const [name, stop] of stops) {
    if (name === id) stop.setAttribute("aria-current", "true");
    else stop.removeAttribute("aria-current");
  }
}
let due = false;
function markSoon() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    mark();
  });
}
document.addEventListener("scroll", markSoon, { passive: true });
document.addEventListener("focusin", markSoon);
mark();
