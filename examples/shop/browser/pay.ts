import { openPayment } from "khipu-sdk/browser";
import type { Watch } from "./wait.js";

/** Makes the button open the payment over the page. */
export function payWithoutLeaving(button: HTMLButtonElement, watch: Watch): void {
  button.hidden = false;
  button.addEventListener("click", () => void pay(button, watch));
  if (button.dataset["open"] !== undefined) {
    // Once: who reloads the page is not asked again.
    history.replaceState(null, "", location.pathname);
    void pay(button, watch);
  }
}

async function pay(button: HTMLButtonElement, watch: Watch): Promise<void> {
  const { after = "/", closed, failed, locale, opening, pay: id = "", scriptUrl } = button.dataset;
  button.disabled = true;
  // The page must not reload under the payer's hands.
  watch.pause();
  say(opening);
  try {
    const { outcome } = await openPayment(id, {
      modal: true,
      ...(locale !== undefined && { locale }),
      ...(scriptUrl !== undefined && { scriptUrl }),
    });
    // No outcome means paid. Whatever may have been paid is waited for, on the page that asks the server.
    if (outcome !== "notAuthorised") {
      location.assign(after);
      return;
    }
    say(closed);
  } catch {
    // The link beside the button leads to the same payment.
    say(failed);
    button.hidden = true;
  }
  button.disabled = false;
  // A button that is disabled loses the focus: the keyboard goes on where it was.
  if (document.activeElement === document.body) button.focus();
  watch.resume();
}

function say(text = ""): void {
  const message = document.querySelector("[data-pay-message]");
  if (message) message.textContent = text;
}
