import type { Order, OrderLine } from "../orders.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { pesos } from "./format.js";

/** What an order is made of, and what it costs. */
export function contentsOf(
  { texts }: Pick<Visit, "texts">,
  order: Order,
  lines: readonly OrderLine[],
): Html {
  return html`<ul class="summary">
      ${lines.map(
        ({ name, quantity, unitPrice }) =>
          html`<li>
            <span>${quantity} × ${name}</span><span>${pesos(unitPrice * quantity)}</span>
          </li>`,
      )}
    </ul>
    <p class="total"><span>${texts.cart.total}</span> <strong>${pesos(order.total)}</strong></p>`;
}
