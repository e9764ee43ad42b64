/** What scripts add to pages that work without them. */
import { submitOnce } from "./forms.js";
import { payWithoutLeaving } from "./pay.js";
import { reloadWhenOrderChanges } from "./wait.js";

for (const element of document.querySelectorAll<HTMLElement>("[data-scripted]")) {
  element.hidden = false;
}
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) submitOnce(form);

const order = document.querySelector<HTMLElement>("[data-order]");
const watch = order && reloadWhenOrderChanges(order);
const payButton = document.querySelector<HTMLButtonElement>("[data-pay]");
if (watch && payButton) payWithoutLeaving(payButton, watch);
