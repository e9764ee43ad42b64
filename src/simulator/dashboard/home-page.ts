import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { PaymentRow } from "../payments/payment.js";
import type { Desk } from "./desk.js";
import type { View } from "./layout.js";
import { age, cell, field, money, stateBadge, stateOf, table } from "./parts.js";
import { newPaymentForm } from "./new-payment.js";
import { filterOf, pageOf, pathOf } from "./payment-list.js";
import type { PaymentFilter, PaymentPage } from "./payment-list.js";
import { clockBox, credentialsBox, firstSteps, warningsBox } from "./side-boxes.js";

const STATES = [
  ...(["pending", "verifying", "expired", "paid", "markedPaid", "rejected", "abuse"] as const),
  ...(["reversed", "partiallyRefunded", "fullyRefunded", "deleted"] as const),
];

/** `GET /`: the payments, and around them clock, warnings and credentials. */
export function homeRoutes(desk: Desk): Route[] {
  return [desk.get("/", ({ query }) => homePage(desk, filterOf(query)))];
}

function homePage(desk: Desk, filter: PaymentFilter): View {
  const { engine, texts } = desk;
  const nowMs = engine.clock.now();
  const page = pageOf(engine.payments.values(), filter, nowMs);
  const isFiltered = filter.state !== "" || filter.text !== "";
  const isEmpty = page.total === 0 && !isFiltered;
  return {
    section: "payments",
    title: texts.payments,
    state: [page.total, ...page.rows.map((row) => row.id + stateOf(row, nowMs))].join(),
    content: html`<div class="columns">
      <section class="wide" aria-labelledby="title">
        <h1 id="title">${texts.payments}</h1>
        ${isEmpty ? firstSteps(desk) : list(desk, filter, page, nowMs)}
      </section>
      <aside>${warningsBox(desk)} ${clockBox(desk, "/")} ${credentialsBox(desk)}</aside>
    </div>`,
  };
}

function list(desk: Desk, filter: PaymentFilter, page: PaymentPage, nowMs: number): Html {
  const { texts } = desk;
  const heads = [texts.state, texts.amount, texts.subject, texts.receiver, texts.age];
  const rows = page.rows.map((row) => paymentRow(desk, row, nowMs));
  return html`<details class="panel" id="new-payment">
      <summary>${texts.newPayment}</summary>
      ${newPaymentForm(desk)}
    </details>
    ${filterForm(desk, filter)}
    ${rows.length === 0 ? html`<p class="panel empty">${texts.nothingFound}</p>` : table(texts.payments, heads, rows, "payments")}
    ${pager(desk, filter, page)}`;
}

function paymentRow(desk: Desk, row: PaymentRow, nowMs: number): Html {
  const { texts, language, engine } = desk;
  const { id, units, asked, createdAt } = row;
  return html`<tr>
    ${cell(texts.state, stateBadge(stateOf(row, nowMs), texts))}
    ${cell(texts.amount, html`<strong class="number">${money(units, asked.currency, language)}</strong>`)}
    <td data-label="${texts.subject}">
      <a class="main-link" href="/dashboard/payments/${id}">${asked.subject}</a>
      <span class="hint"
        ><span class="mono">${id}</span
        >${asked.transaction_id !== undefined && ` · ${asked.transaction_id}`}</span
      >
    </td>
    ${cell(texts.receiver, engine.receivers.of(row).name)}
    ${cell(texts.age, age(createdAt, nowMs, language))}
  </tr>`;
}

function filterForm({ texts }: Desk, filter: PaymentFilter): Html {
  return html`<form class="filter" method="get" action="/" role="search">
    <div class="field">
      <label for="state">${texts.state}</label>
      <select id="state" name="state">
        <option value="">${texts.all}</option>
        ${STATES.map((state) => html`<option value="${state}" ${state === filter.state && "selected"}>${texts.states[state]}</option>`)}
      </select>
    </div>
    ${field("q", "q", `${texts.search}: ${texts.searchHint}`, { value: filter.text, type: "search" })}
    <button class="quiet">${texts.apply}</button>
    ${(filter.state !== "" || filter.text !== "") && html`<a class="clear" href="/">${texts.clearFilter}</a>`}
  </form>`;
}

function pager({ texts }: Desk, filter: PaymentFilter, page: PaymentPage): Html {
  const { rows, total, number, before, isLast } = page;
  if (rows.length === 0) return html``;
  return html`<nav class="pager" aria-label="${texts.pages}">
    ${before > 0 && html`<a rel="prev" href="${pathOf(filter, number - 1)}">← ${texts.newer}</a>`}
    <span class="hint">${texts.range(before + 1, before + rows.length, total)}</span>
    ${!isLast && html`<a rel="next" href="${pathOf(filter, number + 1)}">${texts.older} →</a>`}
  </nav>`;
}
