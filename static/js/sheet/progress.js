// How far the sheet is, said at every place that says it: the line at the left, the heads, the bar. What is missing is
// decided here as on the server (rubrics/scoring/completeness.py), which decides again when it is submitted.
import { CLOSING, criteria, form, readPart, sectionOf } from "./parts.js";
import { levelMark, say } from "./words.js";

const least = Number(form.dataset.least);
export const length = (text) => [...text.trim().replace(/\s+/gu, " ")].length;
const leads = { level: "wantsLevel", evidence: "wantsEvidence", flag: "wantsFlag" };
const verdict = form.querySelector("[data-verdict]");

function judge(key) {
  const part = readPart(key);
  const { number } = sectionOf(key).dataset;
  const wants = [];
  const given = part.level !== null || part.not_assessed;
  if (!given) wants.push({ kind: "level", number, place: `r${number}-1` });
  else if (part.level !== null && length(part.evidence) < least) wants.push({ kind: "evidence", number, place: `e${number}` });
  for (const [at, words] of Object.entries(part.flags)) {
    if (!length(words)) wants.push({ kind: "flag", number, place: `f${number}-${at}` });
  }
  const state = !wants.length ? "done" : given ? "short" : "open";
  return { key, part, wants, given, state };
}

const note = ({ state, wants, part }) => {
  if (state === "done") return "";
  if (state === "open") return part.evidence || Object.keys(part.flags).length ? say("noteOpen") : "";
  return say(wants[0].kind === "evidence" ? "noteShort" : "noteFlag");
};

function drawStop(found) {
  const stop = document.querySelector(`[data-stop="${CSS.escape(found.key)}"]`);
  if (!stop) return;
  const place = stop.querySelector("[data-note]");
  place.textContent = note(found);
  place.classList.toggle("stop-note-plain", found.state === "open");
  if (found.given) stop.querySelector("[data-mark]").replaceChildren(levelMark(found.part, "lv-sm"));
}

function drawHead({ key, part, given }) {
  const section = sectionOf(key);
  section.querySelector("[data-picked]").replaceChildren(...(given ? [levelMark(part)] : []));
  const excerpt = [part.not_assessed ? say("notAssessed") : "", part.evidence.slice(0, 220)].filter(Boolean);
  section.querySelector("[data-excerpt]").textContent = excerpt.join(": ");
  const count = length(part.evidence);
  section.querySelector("[data-count]").textContent = say(count === 1 ? "numberOne" : "numberMany", { NUMBER: count });
}

// an error that was mended is gone; one that is new waits for the next attempt to submit
function clearMended(found) {
  const missing = new Set(found.flatMap(({ wants }) => wants.map(({ place }) => place)));
  for (const error of form.querySelectorAll(".field-error[data-of]")) {
    if (missing.has(error.dataset.of)) continue;
    const field = document.getElementById(error.dataset.of);
    error.closest(".field")?.classList.remove("is-invalid");
    field?.removeAttribute("aria-invalid");
    error.remove();
  }
}

function link({ number, place }) {
  const anchor = document.createElement("a");
  anchor.className = "link";
  anchor.href = `#${place}`;
  anchor.textContent = number;
  return anchor;
}

function drawMissing(found, closing) {
  const place = document.querySelector("[data-missing]");
  const wants = found.flatMap((one) => one.wants);
  const lines = Object.entries(leads)
    .map(([kind, lead]) => ({ lead: say(lead), links: wants.filter((want) => want.kind === kind) }))
    .filter(({ links }) => links.length);
  if (found.every(({ given }) => given) && found.every(({ part }) => part.level === null)) {
    lines.push({ links: [{ number: say("wantsAny"), place: "r1-1" }] });
  }
  if (verdict && !closing.recommendation) {
    lines.push({ links: [{ number: say("wantsRecommendation"), place: "recommendation" }] });
  }
  if (!lines.length) return place.replaceChildren(say("complete"));
  const strong = document.createElement("strong");
  strong.textContent = say("missing");
  place.replaceChildren(strong, " ");
  lines.forEach(({ lead, links }, at) => {
    if (at) place.append("; ");
    if (lead) place.append(lead, " ");
    links.forEach((want, index) => place.append(...(index ? [", "] : []), link(want)));
  });
}

function drawBar(found) {
  const bars = document.querySelectorAll("[data-weight-bar] rect");
  found.forEach(({ state, part }, at) => {
    const shade = state === "done" ? (part.not_assessed ? "none" : "done") : state === "open" ? "open" : "bad";
    bars[at]?.setAttribute("class", shade);
  });
  const numbers = { DONE: found.filter(({ state }) => state === "done").length, TOTAL: found.length };
  for (const place of document.querySelectorAll("[data-done]")) place.textContent = say("done", numbers);
  for (const place of document.querySelectorAll("[data-done-long]")) place.textContent = say("doneLong", numbers);
  document.querySelector("[data-weight-bar]")?.setAttribute("aria-label", say("doneLong", numbers));
}

function drawClosing(found, closing) {
  if (!verdict) return;
  const toGo = found.filter(({ given }) => !given).length;
  verdict.disabled = toGo > 0;
  const gate = form.querySelector("[data-gate]");
  gate.hidden = !toGo;
  gate.querySelector("span").textContent = say("toGo", { NUMBER: toGo });
  const chosen = verdict.querySelector(":checked")?.closest("label").querySelector("span").textContent;
  const place = document.querySelector(`[data-stop="${CSS.escape(CLOSING)}"] [data-note]`);
  if (place && chosen) place.textContent = chosen;
  const answered = form.querySelector("[data-answered]");
  if (!answered) return;
  const tables = [...form.querySelectorAll("[data-checklist] table")];
  const values = (table) => [...table.querySelectorAll(":checked")].map(({ value }) => Number(value));
  tables.forEach((table) => {
    table.querySelector("[data-sum]").textContent = values(table).reduce((sum, value) => sum + value, 0);
  });
  const total = form.querySelectorAll("[data-checklist] tbody tr").length;
  answered.textContent = say("done", { DONE: tables.flatMap(values).length, TOTAL: total });
}

export function update() {
  const found = criteria.map(judge);
  const closing = verdict ? readPart(CLOSING) : {};
  found.forEach(drawStop);
  found.forEach(drawHead);
  drawBar(found);
  drawClosing(found, closing);
  drawMissing(found, closing);
  clearMended(found);
}
