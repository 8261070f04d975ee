// j and k move between the rows of a list ([data-rows]): each row's first link takes the focus, Enter opens it.
import { isPlainKey } from "./keyboard.js";

const links = () =>
  [...document.querySelectorAll("[data-rows] [data-row]")].map((row) => row.querySelector("a")).filter(Boolean);

document.addEventListener("keydown", (event) => {
  if (!isPlainKey(event) || !["j", "k"].includes(event.key)) return;
  const all = links();
  const here = all.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  const next = event.key === "j" ? here + 1 : Math.max(here - 1, 0);
  if (!all[next]) return;
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
  event.preventDefault();
});
