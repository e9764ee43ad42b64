import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { isExpired } from "../payments/payment.js";
import type { PaymentRow } from "../payments/payment.js";
import type { RefundRow } from "../payments/refund.js";
import type { Notification } from "../notifications/notification.js";
import type { Desk } from "./desk.js";
import { resultOf } from "./notification-parts.js";
import { moment, money } from "./parts.js";

interface Moment {
  readonly at: number;
  readonly text: string;
}

/** Everything that happened to a payment and its notifications, in the order in which it happened. */
export function timeline(desk: Desk, row: PaymentRow, sent: readonly Notification[]): Html {
  const { texts, language } = desk;
  const moments = [...ofPayment(desk, row), ...sent.flatMap((one) => ofNotification(desk, one))];
  moments.sort((a, b) => a.at - b.at);
  return html`<section class="panel" aria-labelledby="timeline-title">
    <h2 id="timeline-title">${texts.timeline}</h2>
    <ol class="timeline">
      ${moments.map(({ at, text }) => html`<li><span>${text}</span> ${moment(at, language)}</li>`)}
    </ol>
    ${row.status === "pending" && !isExpired(row, desk.engine.clock.now()) && html`<p class="hint">${texts.willExpire}: ${moment(row.expiresAt, language)}</p>`}
  </section>`;
}

function ofPayment(desk: Desk, row: PaymentRow): Moment[] {
  const { texts } = desk;
  const changes = row.changes ?? [];
  const happened = changes
    // Refunds are told with their amounts.
    .filter(([, change]) => change !== "refunded")
    .map(([at, change]) => ({ at, text: texts.changes[change] }));
  const hasExpired = isExpired(row, desk.engine.clock.now());
  const isTold = changes.some(([, change]) => change === "expired");
  return [
    { at: row.createdAt, text: texts.changes.created },
    ...happened,
    ...(hasExpired && !isTold ? [{ at: row.expiresAt, text: texts.changes.expired }] : []),
    ...(row.refunds ?? []).map((refund) => ofRefund(desk, row, refund)),
  ];
}

function ofRefund({ texts, language }: Desk, { asked }: PaymentRow, refund: RefundRow): Moment {
  const { units, requestedAt, fundedAt } = refund;
  const remark = fundedAt === undefined ? ` (${texts.waitsForFunds})` : "";
  const text = `${texts.changes.refunded}: ${money(units, asked.currency, language)}${remark}`;
  return { at: requestedAt, text };
}

function ofNotification({ texts }: Desk, { id, attempts }: Notification): Moment[] {
  return attempts.map((attempt, at) => ({
    at: attempt.at,
    text: `${texts.notificationNumber(id)} · ${texts.attempt(at + 1)}: ${resultOf(attempt)}`,
  }));
}
