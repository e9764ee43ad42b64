import { invalidField, Refusal } from "../http/refusal.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { remainingUnits } from "../payments/payment.js";
import type { PaymentRow } from "../payments/payment.js";
import { isOpen, refundStatus } from "../payments/refund.js";
import type { RefundRow } from "../payments/refund.js";
import type { Desk, Submission } from "./desk.js";
import { Form } from "./form.js";
import { button, cell, field, money, table } from "./parts.js";

const ACTIONS = ["authorize", "payOut", "expire"] as const;
type Action = (typeof ACTIONS)[number];

/** What the refund form and the buttons of refunds lead to. */
export function refundActions(
  desk: Desk,
  back: (submission: Submission) => string,
  paymentOf: (id: string | undefined) => PaymentRow,
): Route[] {
  const page = "/dashboard/payments/{id}";
  return [
    desk.post(`${page}/refund`, back, ({ form, params }) =>
      refund(desk, paymentOf(params["id"]), new Form(form, desk.texts)),
    ),
    desk.post(`${page}/refunds/{refund}/{action}`, back, ({ params }) => {
      const action = ACTIONS.find((known) => known === params["action"]);
      if (action === undefined) throw new Refusal(404, desk.texts.noSuchAction);
      desk.engine.refunds[action](params["refund"] ?? "");
      return desk.texts.refundActionDone[action];
    }),
  ];
}

/** Asks for a refund out of the wallet, where one is possible. */
export function refundForm({ texts, language, engine }: Desk, row: PaymentRow): Html | undefined {
  const hasWallet = engine.receivers.of(row).walletUnits !== undefined;
  if (!hasWallet || !engine.refunds.isPossible(row)) return undefined;
  const left = money(remainingUnits(row), row.asked.currency, language);
  return html`<form class="filter" method="post" action="/dashboard/payments/${row.id}/refund">
    ${field("refund-amount", "amount", texts.refundAmount, { hint: texts.refundAll(left), isNumber: true })}
    <button class="quiet">${texts.refund}</button>
  </form>`;
}

/** The refunds of a payment, and what the bank can do with each. */
export function refundsTable(desk: Desk, row: PaymentRow): Html | undefined {
  const { texts, language } = desk;
  if (row.refunds === undefined) return undefined;
  const rows = row.refunds.map(
    (refund) =>
      html`<tr>
        ${cell("id", html`<span class="mono">${refund.id}</span>`)}
        ${cell(texts.amount, html`<span class="number">${money(refund.units, row.asked.currency, language)}</span>`)}
        ${cell(texts.state, texts.refundStates[refundStatus(refund)])}
        ${cell(texts.actions, refundButtons(desk, row, refund))}
      </tr>`,
  );
  return html`<section class="panel">
    ${table(texts.refunds, ["id", texts.amount, texts.state, texts.actions], rows)}
  </section>`;
}

function refundButtons({ texts }: Desk, { id }: PaymentRow, refund: RefundRow): Html {
  const possible = ACTIONS.filter((action) => isPossible(refund, action));
  const path = `/dashboard/payments/${id}/refunds/${refund.id}`;
  const buttons = possible.map((action) =>
    button(`${path}/${action}`, texts.refundActionLabels[action]),
  );
  return html`<div class="buttons">${buttons}</div>`;
}

function isPossible(refund: RefundRow, action: Action): boolean {
  if (!isOpen(refund)) return false;
  if (action === "expire") return true;
  const isFunded = refund.fundedAt !== undefined;
  return isFunded && (action === "payOut" || refund.authorizedAt === undefined);
}

function refund({ engine, texts }: Desk, row: PaymentRow, form: Form): string {
  const amount = form.amount("amount", texts.refundAmount);
  const receiver = engine.receivers.of(row);
  if (receiver.walletUnits === undefined) throw invalidField("receiver_id", texts.noWallet);
  engine.refunds.create(receiver, row, {
    payment_id: row.id,
    ...(amount === undefined ? { type: "full" } : { type: "partial", amount }),
  });
  const isFunded = row.refunds?.at(-1)?.fundedAt !== undefined;
  return isFunded ? texts.refundDone : texts.refundWaits;
}
