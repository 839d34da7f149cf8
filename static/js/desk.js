// The desk: how long places are still held. The end is the server's; a clock
// that is wrong here changes nothing. Without this the page says until when.

const notice = document.querySelector("[data-countdown]");

if (notice) {
  const left = notice.querySelector("[data-left]");
  const spoken = notice.querySelector("[data-spoken]");
  const { ends, now, soon, over } = notice.dataset;
  const began = performance.now();
  const loadedAt = Date.now();
  // performance.now stands still while a computer sleeps, Date.now may be set:
  // the later of both is never too generous.
  const passed = () => Math.max(performance.now() - began, Date.now() - loadedAt);
  const seconds = () => Math.ceil((Number(ends) - Number(now) - passed()) / 1000);
  let warned = false;

  const end = () => {
    notice.classList.replace("plain", "attention");
    notice.querySelector("[data-held]").textContent = over;
    left.textContent = "";
    spoken.textContent = ""; // « 30 seconds left » would contradict the end
    for (const part of document.querySelectorAll("[data-while-held]")) part.hidden = true;
    for (const part of document.querySelectorAll("[data-once-over]")) part.hidden = false;
  };

  const tick = () => {
    const n = seconds();
    if (n <= 0) return end();
    left.textContent = `${Math.floor(n / 60)}:${String(n % 60).padStart(2, "0")}`;
    // A screen reader hears of it once, not every second.
    if (n <= 30 && !warned) {
      warned = true;
      spoken.textContent = soon.replace("30", String(n));
    }
    setTimeout(tick, 1000 - ((passed() | 0) % 1000));
  };
  tick();
}
