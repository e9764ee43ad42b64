import { randomUUID } from "node:crypto";
import type { Order, OrderState } from "./orders.js";

const SAYS: Readonly<Record<OrderState, string>> = {
  creating: "We are asking Khipu for your payment.",
  waiting: "We are waiting for your payment. This page shows it as soon as Khipu has confirmed it.",
  failed: "The payment could not be prepared, and nothing was charged. You can try again.",
  unknown:
    "We do not know whether the payment was prepared. Nothing was charged. Please write to us before you order again.",
  paid: "Paid. Thank you!",
};

/** The shop window. The form has a key of its own: sent twice, it is one order. */
export function shopPage(unitsLeft: number): string {
  return page(`<p data-left="${unitsLeft}">${unitsLeft} tickets left.</p>
<form method="post" action="/checkout">
<input type="hidden" name="key" value="${randomUUID()}">
<button>Buy one with Khipu</button>
</form>`);
}

/** An order as it stands. It reads itself again until that is final; without a script. */
export function orderPage({ state, paymentUrl }: Order): string {
  const link =
    state === "waiting" && paymentUrl !== null
      ? `<p><a href="${escape(paymentUrl)}">Go to the payment</a></p>`
      : "";
  const refresh = isFinal(state) ? "" : '<meta http-equiv="refresh" content="3">';
  return page(
    `<p data-state="${state}">${SAYS[state]}</p>${link}<p><a href="/">Shop</a></p>`,
    refresh,
  );
}

/** Whether waiting is over. A lost payment may still turn up. */
export function isFinal(state: OrderState): boolean {
  return state === "paid" || state === "failed";
}

function page(content: string, head = ""): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tickets</title>
<meta name="viewport" content="width=device-width">${head}</head><body>
${content}
</body></html>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
