// New by keyboard: digits choose a reason, Esc leaves the words, Ctrl and Enter rejects from within them; the other keys
// belong to their buttons. What was refused is shown at once, and one press of a button is one deed, however quickly it
// is pressed again.
import { isPlainKey } from "./keyboard.js";

const deeds = document.getElementById("deeds");
const asSheet = () => matchMedia("(max-width: 68rem)").matches;

document.addEventListener("keydown", (event) => {
  if (!deeds || !isPlainKey(event) || !/^[1-9]$/.test(event.key)) return;
  const reason = deeds.querySelectorAll("[name=move_reason]")[Number(event.key) - 1];
  if (!reason) return;
  reason.checked = true;
  reason.focus();
  event.preventDefault();
});

deeds?.querySelector("textarea").addEventListener("keydown", (event) => {
  if (event.key === "Escape") (deeds.querySelector("[name=move_reason]:checked") ?? deeds.querySelector("button")).focus();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  deeds.requestSubmit(deeds.querySelector("[value=reject]"));
});

if (deeds?.querySelector(".is-invalid") && asSheet()) deeds.showPopover();

let sent = false;
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-once]")) return;
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });
