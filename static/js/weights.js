// The sum of the weights while they are typed: <fieldset data-weights> with numbers and an <output data-sum>.
for (const fields of document.querySelectorAll("[data-weights]")) {
  const sum = fields.querySelector("[data-sum]");
  const add = () => {
    const weights = [...fields.querySelectorAll("input")].map((field) => Number(field.value) || 0);
    sum.value = weights.reduce((total, weight) => total + weight, 0);
    sum.classList.toggle("is-off", sum.value !== "100");
  };
  fields.addEventListener("input", add);
  add();
}
