// New by keyboard: digits choose a reason; the other keys belong to their buttons. What was refused is shown at once,
// and one press of a button is one deed, however quickly it is pressed again.
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

if (deeds?.querySelector(".is-invalid") && asSheet()) deeds.showPopover();

let sent = false;
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-once]")) return;
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });
