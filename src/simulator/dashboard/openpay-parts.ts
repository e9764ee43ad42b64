import { Refusal } from "../http/refusal.js";
import type { Route } from "../http/reply.js";
import { openpayControls } from "../openpay/controls.js";
import type { ChargeRow } from "../openpay/charge.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { shownAmount } from "../pages/shown.js";
import type { Desk } from "./desk.js";
import { badge, button, cell, table } from "./parts.js";
import type { Tone } from "./parts.js";

const PATH = "/dashboard/openpay";
const MOST_SHOWN = 50;
const TONES: Readonly<Record<ChargeRow["status"], Tone>> = {
  completed: "good",
  failed: "bad",
  charge_pending: "wait",
  pending_confirmation: "wait",
};

const ACTIONS = ["complete", "fail", "completeRefund", "failRefund"] as const;
type Action = (typeof ACTIONS)[number];

/** What the buttons of Openpay's charges lead to. */
export function openpayActions(desk: Desk, back: () => string): Route[] {
  return [
    desk.post(`${PATH}/{id}/{action}`, back, async ({ params }) => {
      const action = ACTIONS.find((known) => known === params["action"]);
      if (action === undefined) throw new Refusal(404, desk.texts.noSuchAction);
      // The controls can only be made once the address is known, which it is by now.
      await desk.soon(openpayControls(desk.engine)[action](params["id"] ?? ""));
      return desk.texts.openpayDone;
    }),
  ];
}

/** The latest charges of Openpay; nothing when there are none. */
export function openpayPanel(desk: Desk): Html {
  const { engine, texts } = desk;
  const rows = [...engine.openpay.charges.values()].reverse().slice(0, MOST_SHOWN);
  if (rows.length === 0) return html``;
  const heads = [texts.state, texts.amount, "id", texts.provider, texts.order, texts.actions];
  return html`<section class="panel" aria-labelledby="openpay-title">
    <h2 id="openpay-title">${texts.openpay}</h2>
    ${table(
      texts.openpay,
      heads,
      rows.map((row) => rowOf(desk, row)),
    )}
  </section>`;
}

function rowOf({ texts, language }: Desk, row: ChargeRow): Html {
  const { id, status, provider, orderId, refund } = row;
  return html`<tr>
    ${cell(texts.state, badge(TONES[status], texts.openpayStates[status]), refund?.status === "completed" && html` ${badge("calm", texts.refunded)}`)}
    ${cell(texts.amount, shownAmount(row, language))}
    ${cell("id", html`<span class="mono">${id}</span>`)} ${cell(texts.provider, provider)}
    ${cell(texts.order, orderId ?? "—")}
    <td data-label="${texts.actions}">
      <div class="buttons">
        ${possible(row).map((action) => button(`${PATH}/${id}/${action}`, texts[action]))}
      </div>
    </td>
  </tr>`;
}

function possible({ status, refund }: ChargeRow): readonly Action[] {
  if (status === "charge_pending" || status === "pending_confirmation") return ["complete", "fail"];
  return refund?.status === "pending_confirmation" ? ["completeRefund", "failRefund"] : [];
}
