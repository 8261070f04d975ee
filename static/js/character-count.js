// Counts what is written in a field: <span data-counts="ID" data-words="NUMBER characters, at least 40">.
function count(field) {
  for (const place of document.querySelectorAll(`[data-counts="${CSS.escape(field.id)}"]`)) {
    // as the server counts: characters, not the halves of which some are made; white space around does not count
    const length = [...field.value.trim()].length;
    place.textContent = place.dataset.words.replace("NUMBER", length);
    const { least, most } = place.dataset;
    place.classList.toggle("is-over", Boolean(most) && length > Number(most));
    place.classList.toggle("is-enough", Boolean(least) && length >= Number(least));
  }
}

document.addEventListener("input", ({ target }) => target.id && count(target));

export function countAll(root = document) {
  for (const place of root.querySelectorAll("[data-counts]")) {
    const field = document.getElementById(place.dataset.counts);
    if (field?.value) count(field);
  }
}

countAll();
document.addEventListener("htmx:load", ({ target }) => countAll(target));
