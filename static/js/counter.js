// Counters of a text that has a limit: they show how many characters it has. The server
// counts the same way, in characters and not in UTF-16 units.

for (const counter of document.querySelectorAll("[data-counter]")) {
  const area = document.getElementById(counter.dataset.counter);
  const max = Number(area?.dataset.max);
  if (!area || !max) continue;
  const sentence = counter.textContent;
  const count = () => {
    const n = [...area.value.trim()].length;
    counter.textContent = sentence.replace(/\d+/, String(n));
    counter.classList.toggle("wrong-text", n > max);
  };
  area.addEventListener("input", count);
  count();
}
