// What must stay in sight of a photo is where somebody touches it. Without this
// module one of nine positions is chosen by radio buttons.

const figure = document.querySelector("[data-focus]");
const touched = document.querySelector("[data-touched]");

if (figure && touched) {
  const picture = figure.querySelector("img");
  const button = touched.querySelector("input");
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("viewBox", "-50 -50 100 100");
  mark.setAttribute("preserveAspectRatio", "none");
  mark.setAttribute("aria-hidden", "true");
  const cross = document.createElementNS(mark.namespaceURI, "path");
  mark.append(cross);
  figure.append(mark);
  const show = (x, y) => cross.setAttribute("d", `M${x} -50V50M-50 ${y}H50`);
  const place = (value) => {
    const n = Number(value);
    if (n >= 1 && n <= 9) show((((n - 1) % 3) - 1) * 35, (Math.floor((n - 1) / 3) - 1) * 35);
    else show(...value.split(",").map(Number));
  };
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const part = (at, from, size) => Math.round(((at - from) / size) * 100 - 50);
    button.value = `${part(event.clientX, box.left, box.width)},${part(event.clientY, box.top, box.height)}`;
    touched.hidden = false;
    button.checked = true;
    place(button.value);
  });
  for (const radio of document.querySelectorAll('[name="focus"]')) {
    radio.addEventListener("change", () => place(radio.value));
    if (radio.checked) place(radio.value);
  }
}
