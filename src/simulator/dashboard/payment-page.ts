import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html, HtmlValue } from "../pages/html.js";
import type { PaymentRow } from "../payments/payment.js";
import { refundStatus } from "../payments/refund.js";
import { copyButton } from "./copy.js";
import type { Desk } from "./desk.js";
import type { View } from "./layout.js";
import { notificationPanel } from "./notification-parts.js";
import { address, button, cell, money, stateBadge, stateOf, table } from "./parts.js";
import { paymentActions, possibleActions } from "./payment-actions.js";
import { refundForm, refundsTable } from "./refund-parts.js";
import { clockBox } from "./side-boxes.js";
import { timeline } from "./timeline.js";

/** `GET /dashboard/payments/{id}` and what its buttons do. */
export function paymentRoutes(desk: Desk): Route[] {
  return [
    desk.get("/dashboard/payments/{id}", ({ params }) => {
      const row = desk.engine.payments.get(params["id"] ?? "");
      return row === undefined ? noSuchPayment(desk) : paymentPage(desk, row);
    }),
    ...paymentActions(desk),
  ];
}

function paymentPage(desk: Desk, row: PaymentRow): View {
  const { engine, texts, language } = desk;
  const { id, asked, units } = row;
  const state = stateOf(row, engine.clock.now());
  const sent = engine.outbox.list(id);
  return {
    section: "payments",
    title: asked.subject,
    live: `/events?about=${encodeURIComponent(id)}`,
    state: [
      state,
      row.voidPaidAt,
      ...(row.refunds ?? []).map((refund) => refundStatus(refund)),
      ...sent.map((one) => `${one.attempts.length}${one.state}`),
    ].join(),
    content: html`<p class="crumb"><a href="/">← ${texts.backToPayments}</a></p>
      <header class="payment-head">
        <h1>${asked.subject}</h1>
        <p>
          <strong class="amount">${money(units, asked.currency, language)}</strong>
          ${stateBadge(state, texts)}
        </p>
        <p class="hint">
          <span class="mono">${id}</span> ${copyButton(texts, "payment_id", id)} ·
          ${engine.receivers.of(row).name}
        </p>
      </header>
      <div class="columns">
        <div class="wide">
          ${actionsBox(desk, row)} ${refundsTable(desk, row)} ${notificationsBox(desk, row)}
        </div>
        <aside>
          ${linksBox(desk, row)} ${timeline(desk, row, sent)}
          ${clockBox(desk, `/dashboard/payments/${id}`)}
        </aside>
      </div>
      ${fieldsTable(desk, row)}`,
  };
}

function actionsBox(desk: Desk, row: PaymentRow): Html {
  const { texts, engine } = desk;
  const actions = possibleActions(row, engine.clock.now());
  const refund = refundForm(desk, row);
  return html`<section class="panel" aria-labelledby="actions-title">
    <h2 id="actions-title">${texts.actions}</h2>
    ${actions.length === 0 && refund === undefined && html`<p class="hint">${texts.noActions}</p>`}
    <div class="buttons">
      ${actions.map((action) => button(`/dashboard/payments/${row.id}/${action}`, texts.actionLabels[action], action !== "pay"))}
    </div>
    ${refund}
  </section>`;
}

function notificationsBox(desk: Desk, row: PaymentRow): Html {
  const { texts, engine } = desk;
  const sent = engine.outbox.list(row.id);
  const action = (id: number) =>
    id === row.notificationId
      ? `/dashboard/payments/${row.id}/resend`
      : `/dashboard/notifications/${String(id)}/resend`;
  const heading = (id: number) =>
    html`<h3>
      <a href="/dashboard/notifications/${id}">${texts.notificationNumber(id)}</a>
    </h3>`;
  return html`<section aria-labelledby="notifications-title">
    <h2 id="notifications-title">${texts.notifications}</h2>
    ${sent.length === 0 && html`<p class="panel hint">${texts.noNotificationsOf}</p>`}
    ${sent.map((one) => notificationPanel(desk, one, action(one.id), heading(one.id)))}
  </section>`;
}

function linksBox({ engine, texts }: Desk, row: PaymentRow): Html {
  const { payment_url, receipt_url } = engine.payments.view(row);
  const charge = engine.charges.get(row.id);
  return html`<nav class="panel links" aria-label="${texts.payment}">
    <a href="${payment_url}">${texts.payerPage} →</a>
    ${receipt_url !== "" && html`<a href="${receipt_url}">${texts.receipt} (PDF) →</a>`}
    ${charge !== undefined && html`<a href="/dashboard/subscriptions">${texts.subscriptions} →</a>`}
  </nav>`;
}

/** Everything that the API tells of it. */
function fieldsTable({ engine, texts }: Desk, row: PaymentRow): Html {
  const fields = Object.entries(engine.payments.view(row));
  const rows = fields.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row" class="mono">${name}</th>
        ${cell(name, shown(value))}
      </tr>`,
  );
  return html`<section class="panel fields">
    ${table(texts.fields, [texts.field, texts.value], rows)}
  </section>`;
}

function shown(value: unknown): HtmlValue {
  if (value === "") return html`<span class="hint">—</span>`;
  return typeof value === "string" ? address(value) : JSON.stringify(value);
}

function noSuchPayment({ texts }: Desk): View {
  const content = html`<h1>${texts.noSuchPayment}</h1>
    <p><a href="/">← ${texts.backToPayments}</a></p>`;
  return { section: "payments", title: texts.noSuchPayment, content, status: 404 };
}
