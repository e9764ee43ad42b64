/** `/assets/copy.js`: shows the buttons that copy, and has them say so when they did. */
export const COPY_SCRIPT = `
const SAID_MS = 2000;

// A page that the browser does not trust has no clipboard; nor has one without this script.
if (navigator.clipboard) document.documentElement.classList.add("copies");
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (button === null || button.dataset.isSaid) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.textContent;
  button.dataset.isSaid = "yes";
  button.textContent = button.dataset.copied;
  // The label alone names the button; what it says now has to be heard, too.
  document.querySelector("#copied")?.replaceChildren(button.dataset.copied);
  setTimeout(() => {
    button.textContent = label;
    delete button.dataset.isSaid;
  }, SAID_MS);
});
`.trimStart();
