/**
 * Lets a form be sent once. It spares a second click; what keeps an order from being paid twice is on the server.
 */
export function submitOnce(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") event.preventDefault();
    form.ariaBusy = "true";
  });
  // The way back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    form.ariaBusy = "false";
  });
}
