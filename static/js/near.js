// « Près de moi »: on a click the browser is asked where it is; the answer, rounded
// to about a kilometre, is put into the field. It goes to this site alone, with the
// search. Nothing depends on it.

const field = document.querySelector("#f-near");

// A hundredth of a degree is about a kilometre.
const rounded = (degrees) => (Math.round(degrees * 100) / 100).toFixed(2);

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

if (field && navigator.geolocation) offer();
