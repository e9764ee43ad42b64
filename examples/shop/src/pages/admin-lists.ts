import type { Attempt } from "../attempts.js";
import type { OrderStatus } from "../order-status.js";
import type { Order } from "../orders.js";
import type { Problem } from "../problems.js";
import { tokenField } from "../web/forms.js";
import { html, type Html, type Piece } from "../web/html.js";
import type { Visit } from "../web/visit.js";
import { moment, pesos } from "./format.js";

/** An order in the list. */
export interface ListedOrder {
  readonly order: Order;
  readonly status: OrderStatus;
}

/** A payment in the list. */
export interface ListedPayment {
  readonly attempt: Attempt;
  readonly order: Order;
}

/** All orders. */
export function ordersList(visit: Visit, orders: readonly ListedOrder[]): Html {
  const { texts, language } = visit;
  if (orders.length === 0) return nothing(texts.admin.noOrders);
  const head = [texts.admin.number, texts.admin.state, texts.admin.total, texts.admin.placed];
  const rows = orders.map(({ order, status }) => [
    html`<a href="/admin/orders/${order.number}">${order.number}</a>`,
    stateBadge(status, texts.admin.states[status]),
    pesos(order.total),
    moment(order.createdAt, language),
  ]);
  return table(texts.admin.orders, head, rows);
}

/** All attempts to pay, and a button that asks Khipu about those that are open. */
export function paymentsList(
  visit: Visit,
  payments: readonly ListedPayment[],
  outcome: string | undefined,
): Html {
  const { texts, language, formToken } = visit;
  const { admin } = texts;
  const head = [admin.number, admin.state, admin.payment, admin.total, admin.placed];
  const rows = payments.map(({ attempt, order }) => [
    html`<a href="/admin/orders/${order.number}">${order.number}</a>`,
    stateBadge(attempt.state, admin.attempts[attempt.state]),
    attempt.paymentId === null ? admin.noPaymentId : html`<code>${attempt.paymentId}</code>`,
    pesos(order.total),
    moment(attempt.createdAt, language),
  ]);
  return html`<form class="toolbar" method="post" action="/admin/reconcile">
      ${tokenField(formToken)}<button class="second" type="submit">${admin.reconcile}</button>
      ${outcome !== undefined && html`<p role="status">${outcome}</p>`}
    </form>
    ${payments.length > 0 ? table(admin.payments, head, rows) : nothing(admin.noPayments)}`;
}

/** What a person has to look into. */
export function problemsList(visit: Visit, problems: readonly Problem[]): Html {
  const { texts } = visit;
  if (problems.length === 0) return nothing(texts.admin.noProblems);
  return html`<ul class="problems">
    ${problems.map((problem) => problemCard(visit, problem))}
  </ul>`;
}

/** A word in the colour of its kind. */
export function stateBadge(state: string, text: string): Html {
  return html`<span class="badge badge-${state}">${text}</span>`;
}

/** A table that a narrow screen scrolls by itself. */
export function table(name: string, head: readonly string[], rows: readonly Piece[][]): Html {
  return html`<div class="card table" role="region" aria-label="${name}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function problemCard({ texts, language, formToken }: Visit, problem: Problem): Html {
  const { admin } = texts;
  const { kind, details, orderNumber, paymentId } = problem;
  return html`<li class="card">
    <h2>${admin.problem[kind]}</h2>
    <p>
      <a href="/admin/orders/${orderNumber}">${orderNumber}</a> · <code>${paymentId}</code> ·
      ${moment(problem.noticedAt, language)}
    </p>
    <ul>
      ${details.map(
        ({ field, expected, actual }) =>
          html`<li>${admin.problem.expected(field, expected, actual)}</li>`,
      )}
    </ul>
    ${
      problem.lookedIntoAt === null
        ? html`<form method="post" action="/admin/problems/${problem.id}">
            ${tokenField(formToken)}
            <button class="second" type="submit">${admin.problem.done}</button>
          </form>`
        : html`<p class="hint">
            ${admin.problem.isDone} ${moment(problem.lookedIntoAt, language)}
          </p>`
    }
  </li>`;
}

function nothing(text: string): Html {
  return html`<p class="card centred">${text}</p>`;
}
