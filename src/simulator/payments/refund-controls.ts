import type { Payment } from "../../types.js";
import type { Engine } from "../engine.js";
import { SimulatorError } from "../simulator-error.js";
import type { PaymentRow } from "./payment.js";

/** What Khipu and banks do with money on its way back to a payer, by hand. */
export interface RefundControls {
  /** Lets Khipu answer for a refund now: `authorized`. It does so by itself once the wallet has the money. */
  authorizeRefund(refundId: string): Promise<Payment>;
  /** Lets a refund reach its payer: `paid`. */
  payOutRefund(refundId: string): Promise<Payment>;
  /** Lets a refund expire now: `expired`. It does so by itself after 15 business days. */
  expireRefund(refundId: string): Promise<Payment>;
  /** Lets the money of a voided payment reach its payer, which `void_payout_date` tells. */
  payOutVoid(paymentId: string): Promise<Payment>;
}

/** Makes these controls of an engine. */
export function refundControls(engine: Engine): RefundControls {
  const { payments, refunds, voids } = engine;
  // Rejects rather than throws, like every control that returns a promise.
  const change = (apply: () => PaymentRow): Promise<Payment> =>
    Promise.resolve().then(() => {
      const row = apply();
      engine.commit();
      return payments.view(row);
    });
  return {
    authorizeRefund: (id) => change(() => refunds.authorize(id)),
    payOutRefund: (id) => change(() => refunds.payOut(id)),
    expireRefund: (id) => change(() => refunds.expire(id)),
    payOutVoid: (id) =>
      change(() => {
        const row = payments.get(id);
        if (row === undefined) throw new SimulatorError(`there is no payment ${id}`);
        voids.payOut(row);
        return row;
      }),
  };
}
