// The page of a scoring sheet: form to fill in while listening. Without this module it is a plain form with Save.
import { firstHeld } from "./conflict.js";
import "./keys.js";
import { goTo } from "./keys.js";
import { form, partOf } from "./parts.js";
import { update } from "./progress.js";
import { fillVersion, leaveFreely, noteChange, onOthers, saveAll } from "./saving.js";

form.addEventListener("input", ({ target }) => {
  if (!partOf(target)) return;
  update();
  noteChange();
});
onOthers(update);

// Submitting sends the page like any form, once everything on it is saved: what fails is said here and nothing is lost.
let submitting = false;
async function submitSaved(event) {
  event.preventDefault();
  if (submitting) return;
  submitting = true;
  const submits = event.submitter?.value === "submit";
  const isSaved = await saveAll();
  submitting = false;
  if (!isSaved) {
    const conflict = firstHeld();
    if (conflict) goTo(conflict.querySelector("button"));
    return;
  }
  if (!submits) return;
  submitting = true;
  fillVersion();
  leaveFreely();
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: "submit" }));
  form.submit();
}

// A sheet that is not saved by itself, as one that is amended, is a plain form: again.js may ask for the password first.
if (form.dataset.save) form.addEventListener("submit", submitSaved);
else window.addEventListener("submit", (event) => event.defaultPrevented || leaveFreely());

update();
noteChange();
