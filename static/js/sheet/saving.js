// Saves by itself and tells the truth about it. One request at a time, so that nothing overtakes anything; what could
// not be sent stays on the page (never in the browser's storage) and is sent again. How the server decides about
// versions and conflicts stands in rubrics/sheets/__init__.py.
import { signedOut } from "../requests.js";
import { holdConflict, holdShown, isHeld } from "./conflict.js";
import { form, keys, partOf, readPart, write, writePart } from "./parts.js";
import { show } from "./state.js";

const PAUSE = 2000; // after the last key
const LONGEST_WAIT = 30_000; // between two attempts
const TOO_LONG = 20_000; // for one attempt
const KEEPALIVE = 60_000; // bytes a browser takes along when the page goes away

const address = form.dataset.save;
const page = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).replace(/[+/]/g, "_");
// What the server holds: what it sent with the page, not what the browser has put back since. A page that came back
// with what was typed holds nothing for sure.
const isTyped = "typed" in form.dataset;
const known = new Map(isTyped ? [] : keys.map((key) => [key, write(readPart(key, false))]));
if (isTyped) keys.forEach(holdShown);

let version = Number(form.dataset.version);
let number = 0;
let at = form.dataset.savedAt;
let timer;
let running = null;
let failures = 0;
let stopped = ""; // "signedOut" until the person is back, "ended" for good, "refused" until the next change
let changed = () => {};

export const onOthers = (listener) => (changed = listener);

const isDirty = (key) => write(readPart(key)) !== known.get(key);
const dirty = () => keys.filter((key) => isDirty(key) && !isHeld(key));
export const hasUnsaved = () => keys.some(isDirty);

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

export function noteChange() {
  if (!address || stopped === "ended") return;
  if (stopped === "refused") stopped = "";
  if (!hasUnsaved()) return running || show("saved", { at });
  if (keys.some(isHeld)) show("conflict", { at });
  if (!dirty().length) return;
  if (!failures && !stopped) show(running ? "saving" : "unsaved", { at });
  if (!failures && !stopped) later(PAUSE);
}

// Save what is there now. True: the server holds everything that is on the page.
export async function save() {
  clearTimeout(timer);
  if (!address || ["signedOut", "ended"].includes(stopped)) return !hasUnsaved();
  running ??= work().finally(() => (running = null));
  await running;
  return !hasUnsaved();
}

export async function saveAll() {
  await save(); // what was under way when it was asked for
  return hasUnsaved() ? save() : true;
}

async function work(leaving = false) {
  const parts = new Map(dirty().map((key) => [key, readPart(key)]));
  if (!parts.size) return hasUnsaved() || show("saved", { at });
  show("saving", { at });
  await take(await send(parts, leaving).catch(() => null), parts);
}

function send(parts, leaving) {
  number += 1;
  const body = JSON.stringify({ version, page, number, parts: Object.fromEntries(parts) });
  return fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      "HX-Request": "true", // a part of a page: who is signed out gets 401 and not the sign-in page
    },
    body,
    redirect: "error",
    keepalive: leaving && body.length < KEEPALIVE,
    signal: AbortSignal.timeout(TOO_LONG),
  });
}

async function take(answer, parts) {
  const content = await answer?.json().catch(() => ({}));
  if (answer?.status === 200) return taken(content, parts);
  if (answer?.status === 412) return inConflict(content);
  if (answer?.status === 409) return stop("ended", content.text);
  if ([401, 403, 404].includes(answer?.status)) return askForSignIn(answer.status);
  if (answer && answer.status < 500 && answer.status !== 429) return stop("refused", content.text);
  failures += 1;
  show(answer ? "failed" : "offline", { at });
  later(Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - 1)));
}

function taken(content, parts) {
  ({ version, at } = content);
  failures = 0;
  returned = false;
  for (const [key, part] of parts) known.set(key, write(part));
  learn(content.others);
  report();
}

function inConflict(content) {
  if (!content.parts) return stop("refused", content.text);
  ({ version, at } = content);
  for (const [key, theirs] of Object.entries(content.parts)) conflict(key, theirs);
  learn(content.others);
  report();
}

// what another page saved meanwhile: shown here, unless something else is being written here at the same place
function learn(others = {}) {
  for (const [key, theirs] of Object.entries(others)) {
    if (isDirty(key)) {
      conflict(key, theirs);
    } else {
      known.set(key, write(whole(key, theirs)));
      writePart(key, theirs);
    }
  }
  changed();
}

// the closing part comes with all its fields, also with those that this page does not show
const whole = (key, theirs) => Object.fromEntries(Object.keys(readPart(key)).map((name) => [name, theirs[name]]));

function conflict(key, theirs) {
  known.set(key, write(whole(key, theirs)));
  if (!isDirty(key)) return;
  holdConflict(key, theirs, () => {
    changed();
    save();
  });
}

function report() {
  if (keys.some((key) => isHeld(key))) show("conflict", { at });
  else if (hasUnsaved()) {
    show("unsaved", { at });
    later(PAUSE);
  } else show("saved", { at });
}

function stop(why, text = "") {
  stopped = why;
  show(why, { at, text });
}

// Signed out, or signed in as somebody else in another tab: only this page's reader can go on. If the answer is the
// same afterwards, it is no matter of signing in.
let returned = false;
function askForSignIn(status) {
  if (returned && status !== 401) return stop("ended", "");
  stopped = "signedOut";
  show("signedOut", { at, isOther: status !== 401 });
  signedOut(form);
}

document.addEventListener("plumbline:signed-in", () => {
  if (stopped !== "signedOut") return;
  stopped = "";
  returned = true;
  save();
});

window.addEventListener("online", () => {
  if (failures) save();
});

function leave() {
  if (!address || stopped || !dirty().length) return;
  // the one under way may die with the page, so what is new does not wait for it
  if (running) send(new Map(dirty().map((key) => [key, readPart(key)])), true).catch(() => {});
  else running = work(true).finally(() => (running = null));
}

document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
window.addEventListener("pagehide", leave);

let leaving = false;
export const leaveFreely = () => (leaving = true);
window.addEventListener("beforeunload", (event) => {
  if (!leaving && hasUnsaved()) event.preventDefault();
});

form.addEventListener("focusout", (event) => {
  if (partOf(event.target) && !failures) save();
});

export const fillVersion = () => {
  form.elements.version.value = version;
  if (form.elements.page) form.elements.page.value = page;
  if (form.elements.number) form.elements.number.value = number + 1;
};
