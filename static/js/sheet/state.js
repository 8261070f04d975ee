// The state of saving, in the same place and always true: saved, unsaved, saving, offline, failed, signedOut, conflict,
// refused, ended.
import { signedOut } from "../requests.js";
import { form } from "./parts.js";
import { announce, icon, say } from "./words.js";

const places = [...document.querySelectorAll("[data-save]")].filter((place) => place !== form);
const quiet = new Set(["saved", "unsaved", "saving"]);
let standing = "saved";

function words(state, at, text) {
  if (state === "saved") return at ? say("saved", { TIME: at }) : say("nothing");
  if (state === "offline" && !at) return say("offlineFirst");
  if (state === "refused" || state === "ended") return [text, say("reload")].filter(Boolean).join(" ");
  return say(state, { TIME: at });
}

function draw(place, state, text) {
  place.className = place.className.replace(/\bsave-(ok|busy|fail)\b/g, "").trim();
  place.classList.add(state === "saved" ? "save-ok" : quiet.has(state) ? "save-busy" : "save-fail");
  place.classList.toggle("save-waits", state === "unsaved");
  const mark = icon({ saved: "i-check", saving: "i-turn", unsaved: "i-edit" }[state] ?? "i-alert", "icon");
  mark.setAttribute("aria-hidden", "true");
  const span = document.createElement("span");
  span.textContent = text;
  place.replaceChildren(mark, span);
  if (state === "signedOut") place.append(signInButton());
}

function signInButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = say("signIn");
  button.addEventListener("click", () => signedOut(form));
  return button;
}

export function show(state, { at = "", text = "", isOther = false } = {}) {
  const said = words(state, at, text);
  for (const place of places) draw(place, state, said);
  document.body.classList.toggle("is-unsaved", !quiet.has(state));
  // somebody else is signed in here: what was written is not for their eyes
  document.body.classList.toggle("is-locked", state === "signedOut" && isOther);
  // every key would be news otherwise: told are failures, and that they are over
  if (!quiet.has(state) || (state === "saved" && !quiet.has(standing))) announce(said);
  if (state !== "saving" && state !== "unsaved") standing = state;
}
