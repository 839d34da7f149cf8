// What this device remembers of its own bookings, for two things that the site
// cannot know without a cookie: that a form was sent whose answer was lost, and
// that two visits overlap. Nothing depends on it, and nothing of it is sent.

const SENT = "jema:sent:"; // in this tab: the key of a form that was sent
const VISITS = "jema:visits"; // on this device: code → when and what

function visits() {
  try {
    const all = JSON.parse(localStorage.getItem(VISITS) ?? "{}");
    const now = Date.now() / 1000;
    return Object.fromEntries(Object.entries(all).filter(([, visit]) => visit.end > now));
  } catch {
    return {}; // no storage here, or not ours
  }
}

function remember({ code, start, end, what, live }) {
  const all = visits();
  delete all[code];
  if (live) all[code] = { start: Number(start), end: Number(end), what };
  localStorage.setItem(VISITS, JSON.stringify(all));
}

// The booking's own page: the answer has arrived.
const visit = document.querySelector("[data-visit]");
if (visit) {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(SENT)) sessionStorage.removeItem(key);
    remember({ ...visit.dataset, live: visit.hasAttribute("data-live") });
  } catch { /* no storage: nothing is remembered */ }
}

// The form. Sent again after its answer was lost, it has the key it had, so that
// it leads to the booking that was made.
const form = document.querySelector('form[action$="/reservations"]');
if (form) {
  const name = SENT + form.getAttribute("action");
  try {
    if (form.hasAttribute("data-answered")) sessionStorage.removeItem(name);
    form.elements.key.value = sessionStorage.getItem(name) ?? form.elements.key.value;
    form.addEventListener("submit", () => sessionStorage.setItem(name, form.elements.key.value));
  } catch { /* no storage: the form is as it came */ }
  const line = form.querySelector("[data-overlap]");
  form.addEventListener("change", () => {
    const chosen = form.querySelector('input[name="slot"]:checked');
    const clash = chosen && Object.values(visits()).find(
      (other) => other.start < Number(chosen.dataset.end) && Number(chosen.dataset.start) < other.end);
    line.hidden = !clash;
    line.textContent = clash ? `${line.dataset.overlap} ${clash.what}` : "";
  });
}
