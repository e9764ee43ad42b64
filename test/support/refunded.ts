import type { Payment, PaymentRefund } from "../../src/index.js";
import { untyped } from "./untyped.js";

/** What a refund changes of a payment. */
export type Facts = Partial<
  Pick<Payment, "status_detail" | "total_refunded" | "amount" | "refunds">
>;

/** A payment of 5000 pesos, as much of it as a refund changes. */
export function payment(facts: Facts = {}): Payment {
  const base = { payment_id: "gqzdy6chjne9", amount: "5000.0000", currency: "CLP", status: "done" };
  return untyped({ ...base, status_detail: "normal", ...facts });
}

export const PAID = payment();
export const part = (total_refunded: string | number, more: Facts = {}) =>
  payment({ status_detail: "partially-refunded", total_refunded, ...more });
export const FULL = payment({ status_detail: "fully-refunded", total_refunded: "5000.0000" });
export const MARKED = payment({ status_detail: "marked-paid-by-receiver" });
export const UNTOLD_PART = payment({ status_detail: "partially-refunded" });
export const VOIDED = payment({ status_detail: "reversed" });
export const refund = (id: string, amount: string, status = "pending"): PaymentRefund => ({
  ...{ id, amount, status, currency: "CLP", request_date: "2026-09-01T12:00:00Z" },
});
