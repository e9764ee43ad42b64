import type { Attempt } from "../attempts.js";
import type { OrderStatus } from "../order-status.js";
import type { Order, OrderLine } from "../orders.js";
import type { Refund } from "../refunds.js";
import { tokenField } from "../web/forms.js";
import { html, type Html } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { stateBadge, table } from "./admin-lists.js";
import { contentsOf } from "./contents.js";
import { moment, pesos } from "./format.js";

/** An attempt to pay, with what was given back of it. */
export interface ShownAttempt {
  readonly attempt: Attempt;
  readonly refunds: readonly Refund[];
  /** What can still be given back; 0 when it cannot. */
  readonly refundable: number;
  /** A refund of it is under way, or its answer was lost. */
  readonly isBlocked: boolean;
}

/** What the page of an order shows to the admin. */
export interface AdminOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly status: OrderStatus;
  readonly attempts: readonly ShownAttempt[];
  /** The attempt whose refund form was sent with an amount that cannot be, and that amount. */
  readonly wrongAmount?: { readonly attemptId: number; readonly typed: string };
  readonly isUnreachable: boolean;
}

/** An order with its payments and refunds. */
export function adminOrder(visit: Visit, shown: AdminOrder): Html {
  const { texts, language } = visit;
  const { order, lines, status, attempts } = shown;
  return html`${
      shown.isUnreachable &&
      html`<p class="notice" role="alert">${texts.admin.refund.unreachable}</p>`
    }
    <div class="columns">
      <div class="stack">${attempts.map((attempt) => attemptCard(visit, shown, attempt))}</div>
      <section class="card" aria-labelledby="lines">
        <h2 id="lines">${texts.admin.contents}</h2>
        <p>
          ${stateBadge(status, texts.admin.states[status])} ${moment(order.createdAt, language)}
        </p>
        ${order.email !== "" && html`<p>${order.email}</p>`} ${contentsOf(visit, order, lines)}
      </section>
    </div>`;
}

function attemptCard(visit: Visit, shown: AdminOrder, { attempt, ...rest }: ShownAttempt): Html {
  const { texts, language } = visit;
  const { admin } = texts;
  return html`<section class="card stack" aria-label="${admin.payment} ${attempt.paymentId ?? ""}">
    <h2>
      ${attempt.paymentId === null ? admin.noPaymentId : html`<code>${attempt.paymentId}</code>`}
      ${stateBadge(attempt.state, admin.attempts[attempt.state])}
    </h2>
    <p class="hint">${moment(attempt.createdAt, language)}</p>
    ${attempt.problem !== "" && html`<p class="hint">${attempt.problem}</p>`}
    ${rest.refunds.length > 0 && refundsTable(visit, rest.refunds)}
    ${rest.isBlocked && html`<p class="notice">${admin.refund.open}</p>`}
    ${rest.refundable > 0 && !rest.isBlocked && refundForm(visit, shown, { attempt, ...rest })}
  </section>`;
}

function refundForm(visit: Visit, { order, wrongAmount }: AdminOrder, shown: ShownAttempt): Html {
  const { refund } = visit.texts.admin;
  const { attempt, refundable } = shown;
  const wrong = wrongAmount?.attemptId === attempt.id ? wrongAmount : undefined;
  const id = `amount-${attempt.id}`;
  return html`<form class="stack" method="get" action="/admin/orders/${order.number}/refund">
    <h3>${refund.title}</h3>
    <input type="hidden" name="attempt" value="${attempt.id}" />
    <div class="field">
      <label for="${id}">${refund.amount}</label>
      <input
        id="${id}"
        name="amount"
        inputmode="numeric"
        autocomplete="off"
        value="${wrong?.typed}"
        aria-describedby="${id}-hint"
        ${wrong && html`aria-invalid="true"`}
      />
      <p id="${id}-hint" class="hint">${refund.left}: ${pesos(refundable)}. ${refund.amountHint}</p>
      ${wrong && html`<p class="wrong" role="alert">${refund.amountWrong(pesos(refundable))}</p>`}
    </div>
    <p><button class="second" type="submit">${refund.next}</button></p>
  </form>`;
}

function refundsTable(visit: Visit, refunds: readonly Refund[]): Html {
  const { texts, language, formToken } = visit;
  const { refund: words } = texts.admin;
  const look = (refund: Refund): Html =>
    html`<form method="post" action="/admin/refunds/${refund.id}">
      ${tokenField(formToken)}<button class="second" type="submit">${words.look}</button>
    </form>`;
  const rows = refunds.map((refund) => [
    [
      stateBadge(`refund-${refund.state}`, words.states[refund.state]),
      refund.note !== "" && html`<p class="hint">${refund.note}</p>`,
      refund.state === "unknown" && look(refund),
    ],
    refund.amount === null ? words.all : pesos(refund.amount),
    moment(refund.createdAt, language),
  ]);
  return table(words.list, [texts.admin.state, texts.cart.total, texts.admin.placed], rows);
}
