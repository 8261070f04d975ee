// Dialogs. data-open="ID" opens one; on a link it takes the place of the page the link goes to, so that it works
// without this module. data-confirm="question" on a form, or hx-confirm, asks before the deed is done.
const confirmation = document.getElementById("confirm");

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  const dialog = opener && document.getElementById(opener.dataset.open);
  if (dialog) {
    event.preventDefault();
    opener.closest("[popover]")?.hidePopover();
    dialog.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  // the dialog itself is only hit on its backdrop: its content fills it
  if (event.target.matches("dialog") && !event.target.querySelector("textarea, input")) event.target.close();
});

function ask(question, deed, then) {
  confirmation.querySelector("p").textContent = question;
  const yes = confirmation.querySelector("[value=yes]");
  yes.textContent = deed;
  confirmation.returnValue = "";
  confirmation.addEventListener("close", () => confirmation.returnValue === "yes" && then(), { once: true });
  confirmation.showModal();
}

const deedOf = (button) => button?.textContent.trim() || confirmation.dataset.deed;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopPropagation();
  const button = event.submitter;
  ask(form.dataset.confirm, deedOf(button), () => {
    form.dataset.confirmed = "yes";
    form.requestSubmit(button);
    delete form.dataset.confirmed;
  });
}, true);

document.addEventListener("htmx:confirm", (event) => {
  const { question, issueRequest, elt } = event.detail;
  if (!question) return;
  event.preventDefault();
  ask(question, deedOf(elt.matches("button") ? elt : elt.querySelector("button")), () => issueRequest(true));
});
