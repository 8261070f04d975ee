// Both texts side by side where two pages changed the same part. Until the person has chosen, it is not sent.
import { CLOSING, flagText, readPart, sectionOf, writePart } from "./parts.js";
import { levelMark } from "./words.js";

const held = new Set();
export const isHeld = (key) => held.has(key);
export const firstHeld = () => (held.size ? sectionOf([...held][0]).querySelector(".theirs") : null);

function paragraph(...content) {
  const element = document.createElement("p");
  element.append(...content);
  return element;
}

function quote(text) {
  const element = paragraph(text);
  element.className = "said";
  return element;
}

function describe(key, part) {
  if (key === CLOSING) {
    const input = document.querySelector(`[name=recommendation][value="${CSS.escape(part.recommendation)}"]`);
    const label = input?.closest("label").querySelector("span").textContent;
    return [label && paragraph(label), part.summary && quote(part.summary)].filter(Boolean);
  }
  const mark = levelMark(part);
  const flags = Object.entries(part.flags).map(([at, words]) => quote([flagText(key, at), words].filter(Boolean).join(": ")));
  return [paragraph(mark, " ", mark.getAttribute("aria-label")), part.evidence && quote(part.evidence), ...flags].filter(Boolean);
}

function together(mine, theirs) {
  const join = (a, b) => (a.includes(b) ? a : b.includes(a) ? b : `${a}\n\n${b}`);
  if ("summary" in mine) {
    const recommendation = mine.recommendation || theirs.recommendation;
    return { ...mine, recommendation, summary: join(mine.summary, theirs.summary), checklist: { ...theirs.checklist, ...mine.checklist } };
  }
  const flags = { ...theirs.flags };
  for (const [at, words] of Object.entries(mine.flags)) flags[at] = at in flags ? join(words, flags[at]) : words;
  const level = mine.level ?? (mine.not_assessed ? null : theirs.level);
  const none = level === null && (mine.not_assessed || theirs.not_assessed);
  return { level, not_assessed: none, evidence: join(mine.evidence, theirs.evidence), flags };
}

// a conflict that came with the page: what was typed stands in the fields, and the next change of it is the choice
export function holdShown(key) {
  const section = sectionOf(key);
  if (!section.querySelector(".theirs")) return;
  held.add(key);
  section.addEventListener("input", () => held.delete(key), { once: true, capture: true });
}

export function holdConflict(key, theirs, chosen) {
  held.add(key);
  const section = sectionOf(key);
  section.querySelectorAll(".theirs").forEach((old) => old.remove());
  const panel = document.getElementById("sheet-conflict").content.firstElementChild.cloneNode(true);
  const mine = () => panel.querySelector("[data-mine]").replaceChildren(...describe(key, readPart(key)));
  mine();
  panel.querySelector("[data-theirs]").replaceChildren(...describe(key, theirs));
  section.addEventListener("input", mine);
  panel.addEventListener("click", ({ target }) => {
    const take = target.closest("[data-take]")?.dataset.take;
    if (!take) return;
    if (take === "theirs") writePart(key, theirs);
    if (take === "both") writePart(key, together(readPart(key), theirs));
    held.delete(key);
    section.removeEventListener("input", mine);
    panel.remove();
    section.querySelector("textarea").focus();
    chosen();
  });
  const details = section.querySelector("details");
  if (details) details.open = true;
  (section.querySelector(".criterion-body, .verdict-body") ?? section).prepend(panel);
}
