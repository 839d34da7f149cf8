// The office: what helps an artisan or an organiser while they type. Every
// page works without it.

const form = document.querySelector("form[data-opening]");

// What is understood of the hours is read again while somebody types; an
// answer that comes after a newer question is thrown away.
const latest = {};
const ask = async (field, add) => {
  const turn = (latest[field] = (latest[field] ?? 0) + 1);
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("which", field);
  body.set("do", add ? "add" : "read");
  const target = document.getElementById("r-" + field);
  try {
    const here = document.querySelector(".brand a").href; // the site in the language of this page
    const answer = await fetch(new URL("horaires", here), { method: "POST", body });
    if (!answer.ok || turn !== latest[field]) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    if (add && fresh.dataset.phrase) document.getElementById("f-" + field).value = fresh.dataset.phrase;
    target.replaceChildren(...fresh.childNodes);
  } catch {
    // Without network the reading stays as it is; saving checks everything.
  }
};

const waiting = {};
const soon = (field) => {
  clearTimeout(waiting[field]);
  waiting[field] = setTimeout(() => ask(field, false), 400);
};

const listens = {
  hours_text: ["hours_text"],
  slots_text: ["slots_text", "duration", "capacity"],
};

if (form) {
  for (const [field, names] of Object.entries(listens)) {
    for (const name of names) form.elements[name]?.addEventListener("input", () => soon(field));
    form.querySelector(`[data-add="${field}"]`)?.addEventListener("click", (event) => {
      event.preventDefault();
      ask(field, true);
    });
  }
  // A reading chosen by its button takes the place of what was typed.
  form.addEventListener("click", (event) => {
    const take = event.target.closest("button[data-take]");
    if (!take) return;
    event.preventDefault();
    const area = document.getElementById("f-" + take.dataset.take);
    area.value = take.dataset.phrase;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    ask(take.dataset.take, false);
  });
  // The button that reads again is for those without script.
  for (const button of form.querySelectorAll("[data-read]")) button.hidden = true;
}

// The list for the day is printed by a button, where there is a printer.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What would be printed follows what is chosen: the parts of the page that the
// form names are those of the page its button would lead to.
const choice = document.querySelector("form[data-live]");
if (choice) {
  const parts = choice.dataset.live.split(" ").map((id) => document.getElementById(id));
  let turn = 0;
  let timer = 0;
  const see = async () => {
    const mine = ++turn;
    const address = choice.action + "?" + new URLSearchParams(new FormData(choice));
    for (const part of parts) part.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn || !parts.every((part) => fresh.getElementById(part.id))) return;
      for (const part of parts) part.replaceChildren(...fresh.getElementById(part.id).childNodes);
      history.replaceState(null, "", address);
    } catch {
      // Without network the page stays as it is; its button says so.
    } finally {
      if (mine === turn) for (const part of parts) part.removeAttribute("aria-busy");
    }
  };
  choice.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(see, 350);
  });
}
