import { Refusal } from "../http/refusal.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { unitsOf } from "../payments/money.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Desk } from "./desk.js";
import { Form } from "./form.js";
import { age, cell, field, money, paymentLink, table } from "./parts.js";

const PATH = "/dashboard/bills";

/** `GET /dashboard/bills`: the refund wallets, to which `refund-wallet.add_funds_url` leads. */
export function billRoutes(desk: Desk): Route[] {
  return [
    desk.get(PATH, () => {
      const { texts } = desk;
      const receivers = receiversOf(desk);
      return {
        section: "bills",
        title: texts.bills,
        state: receivers.map(({ walletUnits }) => walletUnits).join(),
        content: html`<h1>${texts.bills}</h1>
          <p class="hint">${texts.billsHint}</p>
          ${receivers.map((receiver) => walletPanel(desk, receiver))}`,
      };
    }),
    desk.post(
      `${PATH}/{id}/funds`,
      () => PATH,
      ({ form, params }) => addFunds(desk, Number(params["id"]), new Form(form, desk.texts)),
    ),
  ];
}

function receiversOf({ engine }: Desk): ReceiverRow[] {
  return [engine.receivers.first, ...engine.receivers.list({}).rows];
}

function addFunds({ engine, texts }: Desk, id: number, form: Form): string {
  const receiver = engine.receivers.get(id);
  const units = unitsOf(form.amount("amount", texts.pesos));
  if (receiver?.walletUnits === undefined) throw new Refusal(404, texts.noWallet);
  if (units === undefined) throw new Refusal(400, texts.badNumber(texts.pesos));
  engine.refunds.addFunds(receiver, units);
  return texts.funded;
}

function walletPanel(desk: Desk, receiver: ReceiverRow): Html {
  const { texts, language } = desk;
  const { id, name, walletUnits } = receiver;
  return html`<section class="panel" aria-labelledby="wallet-${id}">
    <h2 id="wallet-${id}">${name}</h2>
    <p class="hint mono">${id}</p>
    ${
      walletUnits === undefined
        ? html`<p>${texts.noWallet}</p>`
        : html`<p>
              ${texts.balance}
              <strong class="amount">${money(walletUnits, "CLP", language)}</strong>
            </p>
            <form class="filter wallet" method="post" action="${PATH}/${id}/funds">
              ${field(`funds-${String(id)}`, "amount", texts.pesos, { isNumber: true, isRequired: true })}
              <button>${texts.addFunds}</button>
            </form>
            ${waitingTable(desk, receiver)}`
    }
  </section>`;
}

function waitingTable(desk: Desk, receiver: ReceiverRow): Html {
  const { texts, language, engine } = desk;
  const waiting = engine.refunds.waiting(receiver);
  if (waiting.length === 0) return html`<p class="hint">${texts.nothingWaits}</p>`;
  const rows = waiting.map(
    ({ row, refund }) =>
      html`<tr>
        ${cell(texts.payment, paymentLink(row.id))} ${cell(texts.subject, row.asked.subject)}
        ${cell(texts.amount, money(refund.units, row.asked.currency, language))}
        ${cell(texts.since, age(refund.requestedAt, engine.clock.now(), language))}
      </tr>`,
  );
  return table(texts.waiting, [texts.payment, texts.subject, texts.amount, texts.since], rows);
}
