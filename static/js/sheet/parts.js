// The parts of a sheet, read from its form and written back: one for each criterion, and the closing part.
export const form = document.getElementById("sheet");
export const CLOSING = "*closing";

const all = new Map([...form.querySelectorAll("[data-part]")].map((section) => [section.dataset.part, section]));
export const keys = [...all.keys()];
export const criteria = keys.filter((key) => key !== CLOSING);
export const sectionOf = (key) => all.get(key);
export const partOf = (element) => {
  if (element.closest("[data-checklist]")) return CLOSING;
  return element.closest("[data-part]")?.dataset.part;
};

const named = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const chosen = (inputs, now) => inputs.find((input) => (now ? input.checked : input.defaultChecked))?.value ?? "";
const text = (field, now) => (now ? field.value : field.defaultValue).replace(/\r\n?/g, "\n");

// now: as it stands on the page; otherwise as the server sent it, whatever the browser has put back since
export const readPart = (key, now = true) => (key === CLOSING ? readClosing(now) : readCriterion(key, now));

function readCriterion(key, now) {
  const choice = chosen(named(key), now);
  const ticked = named(`${key}-flag`).filter((input) => (now ? input.checked : input.defaultChecked));
  return {
    level: ["", "x"].includes(choice) ? null : Number(choice),
    not_assessed: choice === "x",
    evidence: text(named(`${key}-evidence`)[0], now),
    flags: Object.fromEntries(ticked.map(({ value }) => [value, text(named(`${key}-flag-${value}`)[0], now)])),
  };
}

const checks = () => [...form.querySelectorAll("[data-checklist] input[type=radio]")];

function readClosing(now) {
  const part = { recommendation: chosen(named("recommendation"), now), summary: text(form.elements.summary, now) };
  const answered = checks().filter((input) => (now ? input.checked : input.defaultChecked));
  if (checks().length) {
    const answers = answered.map(({ name, value }) => [name.slice("check-".length), Number(value)]);
    part.checklist = Object.fromEntries(answers);
  }
  return part;
}

const choose = (inputs, value) => inputs.forEach((input) => (input.checked = input.value === value));

export function writePart(key, part) {
  if (key === CLOSING) return writeClosing(part);
  choose(named(key), part.not_assessed ? "x" : String(part.level ?? ""));
  named(`${key}-evidence`)[0].value = part.evidence;
  for (const input of named(`${key}-flag`)) {
    input.checked = input.value in part.flags;
    if (input.checked) named(`${key}-flag-${input.value}`)[0].value = part.flags[input.value];
  }
}

function writeClosing(part) {
  choose(named("recommendation"), part.recommendation);
  form.elements.summary.value = part.summary;
  for (const input of checks()) {
    input.checked = part.checklist?.[input.name.slice("check-".length)] === Number(input.value);
  }
}

// the order of keys is the server's or the page's; what counts is what they say
export const write = (part) => JSON.stringify(sorted(part));
function sorted(value) {
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}

export const flagText = (key, position) =>
  named(`${key}-flag`).find((input) => input.value === position)?.closest("label").textContent.trim() ?? "";
