// Copies the text of an element, so that a number leaves the page with its evidence.
function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const said = button.parentElement.querySelector("[data-copied]");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim();
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Copied.";
      } catch {
        said.textContent = "The browser did not allow copying; select the text instead.";
      }
    });
  }
}

offerCopies();
document.addEventListener("page:drawn", offerCopies);
