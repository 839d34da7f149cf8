// An entry saves itself, field by field. Every page works without this module, by
// its buttons. A request that is lost is repeated; what is typed meanwhile follows.

const form = document.querySelector("form[data-entry]");
const said = document.querySelector("[data-said]");

const words = form?.querySelector("[data-words]")?.dataset ?? {};
let dirty = false; // something was typed since the last request left
let saving = false;
let running = Promise.resolve(); // ends with the request that is under way
let leaving = false; // a button waits for that request
let failures = 0;
let timer = 0;

const say = (sentence, wrong) => {
  if (!said) return;
  said.textContent = sentence;
  said.classList.toggle("wrong-text", Boolean(wrong));
};

const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
};

// valuesOf returns what a field of the form holds now.
const valuesOf = (name) => new FormData(form).getAll(name).map(String);

const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);

// put shows a value as it was stored, unless somebody typed on.
const put = (name, values, sent) => {
  const now = valuesOf(name).filter((v) => v !== "");
  if (!same(now, sent.filter((v) => v !== ""))) return;
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value) || (field.value === "" && values.every((v) => v === ""));
    else if (field !== document.activeElement && field.value !== (values[0] ?? "")) field.value = values[0] ?? "";
  }
};

// beside shows a sentence beside a field, or takes it away.
const beside = (name, sentence) => {
  const field = document.getElementById("f-" + name);
  let text = document.getElementById("w-" + name);
  if (!field) return;
  if (!sentence) {
    text?.remove();
    field.removeAttribute("aria-invalid");
    return;
  }
  if (!text) {
    text = document.createElement("p");
    text.className = "wrong-text";
    text.id = "w-" + name;
    field.before(text);
  }
  text.textContent = sentence;
  field.setAttribute("aria-invalid", "true");
};

const replace = (id, html) => {
  const part = document.getElementById(id);
  if (!part || part.contains(document.activeElement)) return;
  const open = part.querySelector("details")?.open;
  part.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  const details = part.querySelector("details");
  if (details && open) details.open = true;
};

// clash offers both sides of a field that was changed elsewhere too.
const clash = (c, was) => {
  beside(c.field, c.message);
  const text = document.getElementById("w-" + c.field);
  for (const [label, take] of [[words.keep, false], [words.take, true]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = label;
    button.addEventListener("click", () => {
      was.set(c.field, c.print);
      form.elements.was.value = was.toString();
      const field = document.getElementById("f-" + c.field);
      if (take && "value" in field) field.value = c.there;
      beside(c.field, "");
      dirty = true;
      later(0);
    });
    text.append(" ", button);
  }
};

const accept = (answer, sent) => {
  if (form.getAttribute("action") !== answer.at) {
    form.setAttribute("action", answer.at);
    if (!leaving) history.replaceState(null, "", answer.at);
    form.elements.key?.remove();
  }
  const was = new URLSearchParams(form.elements.was.value);
  for (const [name, print] of Object.entries(answer.was)) was.set(name, print);
  form.elements.was.value = was.toString();
  for (const [name, values] of Object.entries(answer.values)) {
    if (!(answer.wrong ?? {})[name]) put(name, values, sent.getAll(name).map(String));
    beside(name, (answer.wrong ?? {})[name]);
  }
  for (const [id, html] of Object.entries(answer.parts)) replace(id, html);
  for (const c of answer.clashes ?? []) clash(c, was);
  say(answer.said);
};

function save() {
  if (saving || !form || !form.elements.was) return;
  saving = true;
  running = send();
}

async function send() {
  dirty = false;
  const sent = new FormData(form);
  const body = new URLSearchParams();
  for (const [name, value] of sent) if (typeof value === "string") body.append(name, value);
  body.set("do", "save");
  let wait = -1;
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" }, keepalive: body.toString().length < 60000 });
    const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (json) {
      failures = 0;
      accept(await answer.json(), sent);
    } else if (answer.status === 401) say(words.signedOut, true);
    else if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    else if (answer.status === 422) failures = 0; // a name is missing yet: the button says so
    else say(words.again, true);
  } catch {
    dirty = true;
    wait = Math.min(30000, 1000 * 2 ** failures++);
    say(words.offline, true);
  } finally {
    saving = false;
  }
  if (leaving) return;
  if (wait >= 0) later(wait);
  else if (dirty) later(300);
}

if (form && form.elements.was) {
  form.addEventListener("input", () => {
    dirty = true;
    later(900);
  });
  form.addEventListener("change", () => {
    dirty = true;
    later(150);
  });
  addEventListener("online", () => dirty && later(0));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && dirty && save());
  addEventListener("beforeunload", (event) => {
    if (dirty && failures > 0) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (leaving) return event.preventDefault();
    if (saving) {
      // What is being stored would look like a change made elsewhere: its answer comes first.
      event.preventDefault();
      leaving = true;
      const patience = new Promise((done) => setTimeout(done, 10000));
      Promise.race([running, patience]).then(() => {
        leaving = saving = false;
        form.requestSubmit(event.submitter);
      });
      return;
    }
    dirty = false;
    saving = true; // the button carries everything
  });
  // A reading chosen by its button takes the place of what was typed.
  form.addEventListener("click", (event) => {
    const take = event.target.closest("button[data-take]");
    if (!take) return;
    event.preventDefault();
    const area = document.getElementById("f-" + take.dataset.take);
    area.value = take.dataset.phrase;
    area.focus();
    dirty = true;
    later(0);
  });
  for (const button of form.querySelectorAll("[data-later]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.later);
      field.value = button.textContent;
      dirty = true;
      later(0);
    });
  }
  // The button that reads again is for those without script.
  for (const button of form.querySelectorAll("[data-read]")) button.hidden = true;
}
