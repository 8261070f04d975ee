// Keys that work on every page: / finds, ? lists the keys, g then a letter goes to a section, arrows move in a menu.
// Single keys can be switched off in the list of keys; the choice is kept in this browser.
const stored = "plumbline-keys";
const off = document.querySelector("[data-keys-off]");

export const keysAreOn = () => localStorage.getItem(stored) !== "off";

export const isTyping = ({ target }) =>
  target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

// a plain key, pressed outside of fields and dialogs, that nobody has used yet
export const isPlainKey = (event) =>
  keysAreOn() && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey &&
  !isTyping(event) && !document.querySelector("dialog[open]");

let prefix = "";
function take(key) {
  const sequence = prefix + key;
  prefix = key === "g" && !prefix ? "g" : "";
  return sequence;
}

function act(sequence) {
  if (sequence === "?") return document.getElementById("keys")?.showModal();
  const target = document.querySelector(`[data-key="${CSS.escape(sequence)}"]`);
  if (!target) return undefined;
  if (target.matches("input, textarea")) target.select();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!isPlainKey(event) || event.key.length > 1) return;
  const sequence = take(event.key);
  if (act(sequence) !== undefined || sequence === "?") event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open") ?? document.querySelector(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const items = [...menu.querySelectorAll("a, button")].filter((item) => item.checkVisibility());
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = (items.indexOf(document.activeElement) + step + items.length) % items.length;
  items[next]?.focus();
  event.preventDefault();
});

if (off) {
  off.checked = !keysAreOn();
  off.addEventListener("change", () => localStorage.setItem(stored, off.checked ? "off" : "on"));
}
