// Places left, told by the server while the page is in sight. What changes for the
// chosen slot is announced once it has changed. Nothing depends on it: the form says
// what is left when it is sent.

const list = document.querySelector("[data-opening]");
const announced = list?.querySelector("[data-live]");
const left = new Map(); // by slot, as the stream tells it

const filled = ({ free, state }) => state !== "open" || free === 0;

function sentence(place, { full, single, many }) {
  if (filled(place)) return full;
  return (place.free === 1 ? single : many).replace(/\d+/, place.free);
}

function show(slots) {
  const { full, single, many, liveFull, liveSingle, liveMany } = list.dataset;
  const chosen = list.querySelector('input[name="slot"]:checked')?.value;
  for (const [id, place] of Object.entries(slots)) {
    const said = list.querySelector(`[data-slot="${id}"]`);
    if (!said) continue;
    said.textContent = sentence(place, { full, single, many });
    const changed = left.has(id) && left.get(id) !== place.free;
    left.set(id, place.free);
    if (!changed || id !== chosen) continue;
    announced.hidden = false;
    announced.textContent = sentence(place, { full: liveFull, single: liveSingle, many: liveMany });
  }
}

let stream = null;

function listen() {
  if (document.visibilityState !== "visible") {
    stream?.close();
    stream = null;
  } else if (!stream) {
    stream = new EventSource(`/evenements/${list.dataset.opening}/places`);
    stream.addEventListener("places", ({ data }) => show(JSON.parse(data)));
    stream.addEventListener("error", () => { if (stream?.readyState === EventSource.CLOSED) stream = null; });
  }
}

if (list && list.querySelector("[data-slot]")) {
  list.addEventListener("change", () => { announced.hidden = true; });
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  listen();
}
