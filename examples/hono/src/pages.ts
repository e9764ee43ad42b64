import { randomUUID } from "node:crypto";
import { html } from "hono/html";
import type { Order } from "./orders.js";
import type { OrderState } from "./schema.js";

const SAYS: Readonly<Record<OrderState, string>> = {
  creating: "We are asking Khipu for your payment.",
  waiting: "We are waiting for your payment. This page shows it as soon as Khipu has confirmed it.",
  failed: "The payment could not be prepared, and nothing was charged. You can try again.",
  unknown:
    "We do not know whether the payment was prepared. Nothing was charged. Please write to us before you order again.",
  paid: "Paid. Thank you!",
};

type Html = ReturnType<typeof html>;

/** The shop window. The form has a key of its own: sent twice, it is one order. */
export function shopPage(unitsLeft: number): Html {
  return page(
    html`<p data-left="${unitsLeft}">${unitsLeft} tickets left.</p>
      <form method="post" action="/checkout">
        <input type="hidden" name="key" value="${randomUUID()}" />
        <button>Buy one with Khipu</button>
      </form>`,
  );
}

/** An order as it stands. It reads itself again until that is final; without a script. */
export function orderPage({ state, paymentUrl }: Order): Html {
  const canPay = state === "waiting" && paymentUrl !== null;
  return page(
    html`<p data-state="${state}">${SAYS[state]}</p>
      ${canPay ? html`<p><a href="${paymentUrl}">Go to the payment</a></p>` : ""}
      <p><a href="/">Shop</a></p>`,
    isFinal(state) ? "" : html`<meta http-equiv="refresh" content="3" />`,
  );
}

/** Whether waiting is over. A lost payment may still turn up. */
export function isFinal(state: OrderState): boolean {
  return state === "paid" || state === "failed";
}

function page(content: Html, head: Html | "" = ""): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Tickets</title>
        <meta name="viewport" content="width=device-width" />
        ${head}
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}
