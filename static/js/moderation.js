// Reading events one after the other: one key publishes and leads on, and others
// see who reads. Everything works without it.

const form = document.querySelector("form[data-reading]");
const box = document.querySelector("[data-keys]");
const switchOn = document.querySelector("[data-keys-on]");

// Single keys can be turned off, and are never taken from a field or together
// with Ctrl, Alt or the like.
if (box && switchOn) {
  const name = "jema-keys";
  switchOn.checked = localStorage.getItem(name) !== "off";
  switchOn.addEventListener("change", () => localStorage.setItem(name, switchOn.checked ? "on" : "off"));
  box.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (!switchOn.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
}

// Who looks at the page reads the event: it is said again while they do.
if (form) {
  const body = () => new URLSearchParams({ queue: form.elements.queue.value });
  const mark = () => {
    if (document.visibilityState !== "visible") return;
    fetch(form.dataset.reading, { method: "POST", body: body(), redirect: "manual" }).catch(() => {});
  };
  mark();
  setInterval(mark, 4 * 60 * 1000);
}

// A link to the corrections or to the request opens what it leads to.
addEventListener("hashchange", () => {
  const part = location.hash && document.getElementById(location.hash.slice(1))?.closest("details");
  if (part) part.open = true;
});
