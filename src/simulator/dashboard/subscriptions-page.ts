import { Refusal } from "../http/refusal.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { ChargeRow } from "../subscriptions/charges.js";
import type { SubscriptionRow } from "../subscriptions/subscription.js";
import { SUBSCRIPTION_PAGE } from "../subscriptions/subscription-pages.js";
import type { Desk } from "./desk.js";
import { Form } from "./form.js";
import type { View } from "./layout.js";
import { openpayActions, openpayPanel } from "./openpay-parts.js";
import { badge, button, cell, money, paymentLink, stateBadge, stateOf, table } from "./parts.js";
import type { Tone } from "./parts.js";

const PATH = "/dashboard/subscriptions";
const TONES: Readonly<Record<SubscriptionRow["status"], Tone>> = {
  PENDING: "calm",
  DISABLED: "calm",
  DISCARDED: "calm",
  SIGNED: "wait",
  ENABLED: "good",
};
type Action = "sign" | "enable" | "disable";
/** What is possible in each state. */
const POSSIBLE: Readonly<Record<SubscriptionRow["status"], readonly Action[]>> = {
  PENDING: ["sign", "enable"],
  DISABLED: ["sign", "enable"],
  DISCARDED: [],
  SIGNED: ["enable", "disable"],
  ENABLED: ["disable"],
};

/** `GET /dashboard/subscriptions`: subscriptions, charges to them, and Openpay's charges. */
export function subscriptionRoutes(desk: Desk): Route[] {
  const { controls, texts } = desk;
  const back = () => PATH;
  return [
    desk.get(PATH, () => listPage(desk)),
    desk.post(`${PATH}/{id}/{action}`, back, async ({ params: { id = "", action } }) => {
      switch (action) {
        case "sign":
          await controls.signSubscription(id);
          break;
        case "enable":
          await desk.soon(controls.enableSubscription(id));
          break;
        case "disable":
          await desk.soon(controls.disableSubscription(id));
          break;
        default:
          throw new Refusal(404, texts.noSuchAction);
      }
      return texts.subscriptionDone[action];
    }),
    desk.post("/dashboard/charges/{id}/pay", back, async ({ params }) => {
      await desk.soon(controls.pay(params["id"] ?? ""));
      return texts.chargeMade;
    }),
    desk.post("/dashboard/charges/{id}/fail", back, async ({ form, params }) => {
      const message = new Form(form, texts).text("message");
      await desk.soon(controls.failCharge(params["id"] ?? "", message));
      return texts.chargeFailed;
    }),
    ...openpayActions(desk, back),
  ];
}

function listPage(desk: Desk): View {
  const { engine, texts } = desk;
  const rows = [...engine.subscriptions.values()].reverse();
  const charges = [...engine.charges.values()].reverse();
  const states = [
    ...rows.map(({ id, status }) => id + status),
    ...charges.map(({ id }) => id + (engine.payments.get(id)?.detail ?? "")),
    ...Array.from(engine.openpay.charges.values(), ({ id, status }) => id + status),
  ];
  return {
    section: "subscriptions",
    title: texts.subscriptions,
    state: states.join(),
    content: html`<h1>${texts.subscriptions}</h1>
      <p class="hint">${texts.subscriptionsHint}</p>
      ${rows.length === 0 && html`<p class="panel empty">${texts.noSubscriptions}</p>`}
      ${rows.map((row) => {
        const own = charges.filter(({ subscriptionId }) => subscriptionId === row.id);
        return subscriptionPanel(desk, row, own);
      })}
      ${openpayPanel(desk)}`,
  };
}

function subscriptionPanel(desk: Desk, row: SubscriptionRow, charges: readonly ChargeRow[]): Html {
  const { texts, language } = desk;
  const { id, asked, status, maxUnits, maxUnitsPerCharge, currency, serviceReference } = row;
  const facts = [
    [texts.perMonth, money(maxUnits, currency, language)],
    [texts.perCharge, money(maxUnitsPerCharge, currency, language)],
    [texts.payer, asked.email],
    [texts.reference, serviceReference],
    ["id", id],
  ] as const;
  return html`<section class="panel" aria-labelledby="subscription-${id}">
    <div class="panel-head">
      <h2 id="subscription-${id}">${asked.name}</h2>
      ${badge(TONES[status], texts.subscriptionStates[status])}
    </div>
    <dl class="told wide-told">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <div class="buttons">
      ${POSSIBLE[status].map((action) => button(`${PATH}/${id}/${action}`, texts[action]))}
      <a href="${SUBSCRIPTION_PAGE}/${id}">${texts.signingPage} →</a>
    </div>
    ${chargesTable(desk, asked.name, charges)}
  </section>`;
}

function chargesTable(desk: Desk, name: string, charges: readonly ChargeRow[]): Html {
  const { texts } = desk;
  if (charges.length === 0) return html`<p class="hint">${texts.noCharges}</p>`;
  const heads = [texts.state, texts.amount, texts.payment, texts.subject, texts.actions];
  const rows = charges.map((charge) => chargeRow(desk, charge));
  return table(`${texts.charges}: ${name}`, heads, rows);
}

function chargeRow({ engine, texts, language }: Desk, { id }: ChargeRow): Html {
  const payment = engine.payments.get(id);
  if (payment === undefined) return html``;
  const { asked, units, status } = payment;
  return html`<tr>
    ${cell(texts.state, stateBadge(stateOf(payment, engine.clock.now()), texts))}
    ${cell(texts.amount, money(units, asked.currency, language))}
    ${cell(texts.payment, paymentLink(id))} ${cell(texts.subject, asked.subject)}
    <td data-label="${texts.actions}">
      ${
        status === "verifying" &&
        html`<div class="buttons">
          ${button(`/dashboard/charges/${id}/pay`, texts.makeCharge)}
          <form class="inline" method="post" action="/dashboard/charges/${id}/fail">
            <label class="hidden" for="fail-${id}">${texts.message}</label>
            <input
              id="fail-${id}"
              name="message"
              type="text"
              value="Sin fondos"
              autocomplete="off"
            />
            <button class="quiet">${texts.failCharge}</button>
          </form>
        </div>`
      }
    </td>
  </tr>`;
}
