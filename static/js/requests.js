// What HTMX sends and does not get an answer to is said, never swallowed. Someone who was signed out in between is
// told so; a page that can sign in beside its form listens for "plumbline:signed-out" and calls preventDefault().
import { notify, words } from "./notices.js";

const signIn = document.body.dataset.signIn;

export function signedOut(target) {
  const event = new CustomEvent("plumbline:signed-out", { bubbles: true, cancelable: true });
  if (!target.dispatchEvent(event)) return;
  const back = encodeURIComponent(location.pathname + location.search);
  notify(words("signedOut"), { text: words("signIn"), href: `${signIn}?next=${back}` });
}

// true when an answer is the sign-in page in the place of what was asked for
export const isSignIn = (status, address) =>
  status === 401 || Boolean(address && new URL(address, location.href).pathname === signIn);

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (!isSignIn(xhr.status, xhr.responseURL)) return;
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  signedOut(event.target);
});

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 403) notify(words("refused"));
  else if (status === 404) notify(words("gone"));
  else notify(`${words("failed")} (${status})`);
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => notify(words("offline")));
}

// What asks again by itself (data-poll) rests while nobody looks at the window.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.target.hasAttribute("data-poll")) event.preventDefault();
});
