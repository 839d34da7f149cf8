// The map follows the list: an entry that is pointed at or has the focus marks its pin.
for (const entry of document.querySelectorAll("[data-entry]")) {
  const pin = document.querySelector(`[data-pin="${entry.dataset.entry}"]`);
  if (!pin) continue;
  const mark = (on) => () => {
    pin.classList.toggle("marked", on);
    if (on) pin.parentNode.append(pin); // drawn over the others
  };
  for (const event of ["pointerenter", "focusin"]) entry.addEventListener(event, mark(true));
  for (const event of ["pointerleave", "focusout"]) entry.addEventListener(event, mark(false));
}
