import type { Route } from "../http/reply.js";
import { Refusal } from "../http/refusal.js";
import { isExpired } from "../payments/payment.js";
import type { PaymentRow } from "../payments/payment.js";
import { obstacleTo } from "../payments/transitions.js";
import { SimulatorError } from "../simulator-error.js";
import type { Desk, Submission } from "./desk.js";
import { resultOf } from "./notification-parts.js";
import { stateOf } from "./parts.js";
import { refundActions } from "./refund-parts.js";

/** What a person can do with a payment by one button. */
export type Action =
  | "pay"
  | "payLate"
  | "verify"
  | "reject"
  | "markAsAbuse"
  | "markPaid"
  | "expire"
  | "reverse"
  | "payOutVoid";

const ACTIONS: readonly Action[] = [
  ...(["pay", "payLate", "verify", "reject"] as const),
  ...(["markAsAbuse", "markPaid", "expire", "reverse", "payOutVoid"] as const),
];

/** The actions that make sense for a payment as it stands, the likeliest first. */
export function possibleActions(row: PaymentRow, nowMs: number): Action[] {
  return ACTIONS.filter((action) => isPossible(row, action, nowMs));
}

function isPossible(row: PaymentRow, action: Action, nowMs: number): boolean {
  switch (action) {
    case "payLate":
      return obstacleTo(row, "pay", Number.NEGATIVE_INFINITY) === undefined;
    case "expire":
      return row.status === "pending" && !isExpired(row, nowMs);
    case "payOutVoid":
      return row.detail === "reversed" && row.voidPaidAt === undefined;
    default:
      return obstacleTo(row, action, nowMs) === undefined;
  }
}

/** What the buttons on a payment's page lead to. */
export function paymentActions(desk: Desk): Route[] {
  const page = "/dashboard/payments/{id}";
  const back = ({ params: { id = "" } }: Submission) =>
    `/dashboard/payments/${encodeURIComponent(id)}`;
  return [
    ...refundActions(desk, back, (id) => paymentOf(desk, id)),
    desk.post(`${page}/resend`, back, ({ params }) => resend(desk, params["id"] ?? "")),
    desk.post(`${page}/{action}`, back, ({ params }) => {
      const action = ACTIONS.find((known) => known === params["action"]);
      if (action === undefined) throw new Refusal(404, desk.texts.noSuchAction);
      return carryOut(desk, action, params["id"] ?? "");
    }),
  ];
}

async function carryOut(desk: Desk, action: Action, id: string): Promise<string> {
  const { controls, texts } = desk;
  // Whoever sees an old page must not undo what has happened since.
  const row = paymentOf(desk, id);
  const nowMs = desk.engine.clock.now();
  if (!isPossible(row, action, nowMs)) {
    throw new SimulatorError(texts.paymentIsNow(texts.states[stateOf(row, nowMs)]));
  }
  await desk.soon(action === "payLate" ? controls.pay(id, { late: true }) : controls[action](id));
  return texts.actionDone[action];
}

/** Makes one more attempt, and says what came of it. */
export async function resend(desk: Desk, of: string | number): Promise<string> {
  const attempt = await desk.soon(desk.controls.resend(of));
  const { texts } = desk;
  return attempt === undefined ? texts.underway : texts.resent(resultOf(attempt));
}

function paymentOf({ engine, texts }: Desk, id = ""): PaymentRow {
  const row = engine.payments.get(id);
  if (row === undefined) throw new Refusal(404, texts.noSuchPayment);
  return row;
}
