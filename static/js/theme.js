// Appearance and density: the choice shows at once and is sent behind. Without this module the form posts and reloads.
import { notify, words } from "./notices.js";

const root = document.documentElement;
const unmarked = new Set(["auto", "comfortable"]);

function show({ name, value, form }) {
  if (unmarked.has(value)) delete root.dataset[name];
  else root.dataset[name] = value;
  for (const other of form.querySelectorAll(`button[name=${name}]`)) {
    other.setAttribute("aria-pressed", String(other.value === value));
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const choice = event.submitter;
  if (!form.matches("[data-appearance]") || !choice?.name) return;
  event.preventDefault();
  show(choice);
  const body = new FormData(form, choice);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 400) notify(words("offline"));
});
