import type { Attempt } from "../attempts.js";
import type { Order } from "../orders.js";
import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { pesos } from "./format.js";

/** What is about to be given back. */
export interface RefundToConfirm {
  readonly order: Order;
  readonly attempt: Attempt;
  /** Whole pesos; nothing for all that is left. */
  readonly amount: number | undefined;
  readonly refundable: number;
  /** What is in the refund wallet, if the account has one and Khipu could be asked. */
  readonly wallet: number | undefined;
  /** Makes this page one refund, however often it is sent. */
  readonly formKey: string;
}

/** Asks once more, because a refund cannot be undone. */
export function refundToConfirm(visit: Visit, shown: RefundToConfirm): Html {
  const { texts, formToken } = visit;
  const { refund } = texts.admin;
  const { amount, attempt, formKey, order, refundable, wallet } = shown;
  return html`<form
    class="card narrow stack"
    method="post"
    action="/admin/orders/${order.number}/refund"
    data-once
  >
    ${tokenField(formToken)}
    <input type="hidden" name="attempt" value="${attempt.id}" />
    <input type="hidden" name="amount" value="${amount}" />
    <input type="hidden" name="key" value="${formKey}" />
    <p class="question">${refund.confirm(pesos(amount ?? refundable), order.number)}</p>
    <p>${refund.warning}</p>
    ${wallet !== undefined && html`<p class="hint">${texts.admin.wallet}: ${pesos(wallet)}</p>`}
    <p class="actions">
      <a href="/admin/orders/${order.number}">${refund.no}</a>
      <button class="danger" type="submit">${refund.yes}</button>
    </p>
  </form>`;
}
