// New by keyboard: digits choose a reason, x rejects, p passes on, n leaves for later, u undoes. The buttons do the same.
const form = document.querySelector("[data-triage]");
const typing = (element) => element.closest("textarea, select, [popover], dialog, input:not([type=radio])");
let sent = false;

const deed = (name) => form?.querySelector(`[name=deed][value=${name}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const reasons = form ? [...form.querySelectorAll("[name=move_reason]")] : [];
  const reason = /^[1-9]$/.test(event.key) && reasons[Number(event.key) - 1];
  const deeds = {
    p: () => deed("pass_on"),
    x: () => deed("reject"),
    n: () => form?.querySelector("[data-later]")?.click(),
    u: () => document.querySelector("[data-undo] button")?.click(),
  };
  if (reason) {
    reason.checked = true;
    reason.focus();
  } else if (deeds[event.key]) deeds[event.key]();
  else return;
  event.preventDefault();
});

// One answer for one application, however quickly the key is pressed again.
document.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });
