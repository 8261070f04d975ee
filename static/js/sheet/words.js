// What the page says: the words stand in the page, so that they are translated with it (rubrics/sheets/words.html).
const all = document.getElementById("sheet-words")?.dataset ?? {};

export const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [mark, value]) => text.replace(mark, value), all[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "");

// told to screen readers, never more than is new
const status = document.getElementById("sheet-status");
export function announce(text) {
  if (status && status.textContent !== text) status.textContent = text;
}

export function icon(name, ...classes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add(...classes);
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

export function levelMark({ level, not_assessed }, ...classes) {
  const svg = icon(level ? `lv${level}` : "lvx", "lv", ...(level ? ["lv-ink"] : []), ...classes);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", level ? say(`level${level}`) : not_assessed ? say("notAssessed") : say("noteOpen"));
  return svg;
}
