// The button that shares an event by what the telephone offers. Where a browser cannot,
// it stays hidden: the letter and the short address are beside it.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title: button.dataset.title, url: button.dataset.share });
    } catch (e) {
      if (e.name !== "AbortError") button.hidden = true; // whoever changes their mind may press again
    }
  });
}
