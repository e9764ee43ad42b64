import type { Attempt } from "../attempts.js";
import { canBegin, isFinal, type OrderStatus } from "../order-status.js";
import type { Order, OrderLine } from "../orders.js";
import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { contentsOf } from "./contents.js";
import { moment } from "./format.js";
import { layout } from "./layout.js";

/** What an order's page shows. */
export interface ShownOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly status: OrderStatus;
  /** The last attempt to pay it. */
  readonly attempt: Attempt | undefined;
  /** The payer comes from Khipu's page, and may have paid. */
  readonly hasReturned: boolean;
  /** The payer gave up on Khipu's page. */
  readonly hasLeft: boolean;
  /** Opens the payment at once, with Khipu's script. */
  readonly opensHere: boolean;
  readonly scriptUrl: string;
}

/** How often a page without scripts looks again, in seconds. */
const REFRESH_SECONDS = 5;

/** The page of one order: it pays, waits, resumes, begins anew and thanks. */
export function orderPage(visit: Visit, shown: ShownOrder): Html {
  const { texts } = visit;
  const { order, status, hasLeft } = shown;
  const seen = seenStatus(shown);
  const [title = "", explanation] = texts.order.states[seen];
  const isWaiting = seen === "verifying" || seen === "preparing";
  const content = html`<article
    class="order"
    data-order="${status}"
    ${!isFinal(status) && html`data-status-url="/orders/${order.token}/status"`}
  >
    <div class="card status status-${seen}">
      <p class="order-number">${texts.order.title(order.number)}</p>
      <h1>${isWaiting && html`<span class="spinner" aria-hidden="true"></span>`}${title}</h1>
      <p class="lead" role="status">${explanation}</p>
      ${hasLeft && seen === "payable" && html`<p class="notice">${texts.order.left}</p>`}
      ${actions(visit, shown)}
    </div>
    ${details(visit, shown)}
  </article>`;
  const refresh = isWaiting ? { refreshSeconds: REFRESH_SECONDS } : {};
  return layout(visit, { title: texts.order.title(order.number), content, ...refresh });
}

/** Who comes back from Khipu may have paid: an open payment is waited for, not asked for again. */
function seenStatus({ status, hasReturned }: ShownOrder): OrderStatus {
  return hasReturned && status === "payable" ? "verifying" : status;
}

function actions(visit: Visit, shown: ShownOrder): Html | false {
  const { texts } = visit;
  const { attempt, hasReturned, order, status } = shown;
  if (canBegin(status)) return beginForm(visit, order, attempt);
  if (status !== "payable" || !attempt) return false;
  if (hasReturned) {
    return html`<p class="actions"><a href="${attempt.paymentUrl}">${texts.order.notYet}</a></p>`;
  }
  return html`<p class="actions">
      <a class="button large" href="${attempt.paymentUrl}">${texts.order.pay}</a>
      ${payHere(visit, shown, attempt)}
    </p>
    <p class="hint">${texts.order.until} ${moment(attempt.expiresAt, visit.language)}</p>
    <p class="message" role="alert" data-pay-message></p>`;
}

/** Shown by the script that it needs. */
function payHere({ texts, language }: Visit, shown: ShownOrder, attempt: Attempt): Html {
  return html`<button
    class="large second"
    type="button"
    hidden
    data-pay="${attempt.paymentId ?? ""}"
    data-script-url="${shown.scriptUrl}"
    data-locale="${language === "es" ? "es_CL" : "en_US"}"
    data-after="/orders/${shown.order.token}/return"
    data-opening="${texts.order.here.opening}"
    data-closed="${texts.order.here.closed}"
    data-failed="${texts.order.here.failed}"
    ${shown.opensHere && html`data-open`}
  >
    ${texts.order.payHere}
  </button>`;
}

/** `after` says which attempt the visitor has seen: sent twice, it begins one payment. */
function beginForm({ formToken, texts }: Visit, order: Order, attempt: Attempt | undefined): Html {
  return html`<form method="post" action="/orders/${order.token}/pay" data-once>
    ${tokenField(formToken)}
    <input type="hidden" name="after" value="${attempt?.id ?? 0}" />
    <button class="large" type="submit">${texts.order.again}</button>
  </form>`;
}

function details(visit: Visit, { order, lines }: ShownOrder): Html {
  const { texts, language } = visit;
  return html`<section class="card" aria-labelledby="lines">
    <h2 id="lines">${texts.checkout.summary}</h2>
    ${contentsOf(visit, order, lines)}
    <p class="hint">
      ${texts.order.placed} ${moment(order.createdAt, language)}. ${texts.order.keep}
    </p>
  </section>`;
}
