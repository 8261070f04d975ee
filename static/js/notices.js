// A notice at the foot of the window. It stays until it is closed: who was looking elsewhere can still read it.
const place = () => document.getElementById("toasts");

export const words = (name) => place()?.dataset[name] ?? "";

export function notify(text, link, icon = "alert") {
  for (const old of place().querySelectorAll("[data-own]")) {
    if (old.dataset.own === text) old.remove();
  }
  const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  toast.dataset.own = text;
  toast.querySelector("span").textContent = text;
  toast.querySelector("use").setAttribute("href", `#i-${icon}`);
  const anchor = toast.querySelector("a");
  if (link) {
    anchor.textContent = link.text;
    anchor.href = link.href;
  } else {
    anchor.remove();
  }
  place().append(toast);
  return toast;
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-close-toast]")?.closest(".toast").remove();
});
