// Places left, refreshed when somebody comes back to the page. Nothing depends
// on it: the form says what is left when it is sent.

const list = document.querySelector("[data-opening]");

async function refresh() {
  const answer = await fetch(`/api/v1/openings/${list.dataset.opening}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { slots } = await answer.json();
  for (const slot of slots) {
    const said = list.querySelector(`[data-slot="${slot.id}"]`);
    if (said) said.textContent = sentence(slot);
  }
}

function sentence({ free, state }) {
  if (state !== "open" || free === 0) return list.dataset.full;
  const pattern = free === 1 ? list.dataset.single : list.dataset.many;
  return pattern.replace(/\d+/, free);
}

let last = Date.now();
if (list) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - last < 5000) return;
    last = Date.now();
    refresh().catch(() => {}); // no network: what stands there stays
  });
}
