// Signing in again beside what one is writing. Needs the dialog of core/accounts/again_dialog.html on the page.
// When a request is answered 401 the dialog asks for the password of the page's own reader; afterwards every form of
// the page has a fresh CSRF token and "plumbline:signed-in" tells whoever kept something back to send it.
// A plain form with data-again is sent only while its reader is signed in: what was typed is never traded for the
// sign-in page.
import { notify, words } from "./notices.js";

const dialog = document.getElementById("again");
let goes = null; // what is sent as soon as its reader is known to be signed in

function goOn(token) {
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  dialog.close();
  dialog.replaceChildren();
  document.dispatchEvent(new CustomEvent("plumbline:signed-in", { detail: { token } }));
}

async function ask(options) {
  const answer = await fetch(dialog.dataset.url, { headers: { "HX-Request": "true" }, ...options }).catch(() => null);
  if (answer?.status === 204) {
    goOn(answer.headers.get("X-CSRFToken"));
  } else if (answer?.status === 200 || answer?.status === 422) {
    dialog.innerHTML = await answer.text();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[type=password]").focus();
  } else {
    notify(words(answer ? "refused" : "offline"));
  }
}

function sendSignedIn(event) {
  const { target: form, submitter } = event;
  if (!form.matches("[data-again]") || event.defaultPrevented || form.dataset.signedIn) return;
  event.preventDefault();
  if (goes) return;
  goes = () => {
    form.dataset.signedIn = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.signedIn;
  };
  ask().then(() => {
    if (!dialog.open) goes = null; // no answer: what was typed stays, and the button can be pressed again
  });
}

if (dialog) {
  document.addEventListener("submit", sendSignedIn);
  document.addEventListener("plumbline:signed-in", () => {
    goes?.();
    goes = null;
  });
  dialog.addEventListener("close", () => (goes = null));
  document.addEventListener("plumbline:signed-out", (event) => {
    event.preventDefault();
    if (!dialog.open) ask();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ method: "POST", body: new FormData(event.target) });
  });
}
