// The field « autour de ». What is typed goes to this site alone. Nothing depends on it.

const field = document.querySelector("#f-near");

// A hundredth of a degree is about a kilometre.
const rounded = (degrees) => (Math.round(degrees * 100) / 100).toFixed(2);

// « Près de moi »: on a click the browser is asked where it is; the answer, rounded to
// about a kilometre, is put into the field.
function offer() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link here";
  button.textContent = field.dataset.here;
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "alert");
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${rounded(coords.latitude)},${rounded(coords.longitude)}`;
        field.form.requestSubmit();
      },
      () => {
        said.textContent = field.dataset.away;
        field.after(said);
        field.focus();
      },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
  field.before(button);
}

// The territory's own addresses are suggested beside its communes, once a pause shows
// that enough was typed.
const letters = 4;
const pause = 250;

function suggest() {
  let list = field.list;
  if (!list) {
    list = document.createElement("datalist");
    list.id = "f-near-towns";
    field.after(list);
    field.setAttribute("list", list.id);
  }
  const towns = [...list.options].map((option) => option.value);
  let waiting;
  const show = async () => {
    const typed = field.value.trim();
    if (typed.length < letters) return;
    const answer = await fetch(`/adresses?q=${encodeURIComponent(typed)}`).catch(() => undefined);
    if (!answer?.ok || field.value.trim() !== typed) return;
    const found = await answer.json();
    list.replaceChildren(
      ...[...found, ...towns].map((value) => Object.assign(document.createElement("option"), { value })),
    );
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, pause);
  });
}

if (field && navigator.geolocation) offer();
if (field) suggest();
