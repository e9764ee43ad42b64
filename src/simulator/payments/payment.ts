import type { CreatePaymentParams } from "../../types.js";
import type { PaymentChange } from "../events.js";
import type { RefundRow } from "./refund.js";

/** How a payer pays: through Khipu's own forms, or alone at the bank's site. */
export type PaymentMethodId = "simplified_transfer" | "regular_transfer";

/** By what a payment was created: a version of Instant Payments, a charge to a subscription, or Openpay. */
export type PaymentOrigin = "v3" | "v2" | "subscription" | "openpay";

/** Who paid, and from where. */
export interface Payer {
  readonly bankId: string;
  readonly method: PaymentMethodId;
  /** RUT with dots, as payments show it. */
  readonly personalIdentifier: string;
  readonly name: string;
  readonly email: string;
}

/** What `status_detail` says of a payment here. */
export type PaymentDetail =
  | "pending"
  | "normal"
  | "marked-paid-by-receiver"
  | "rejected-by-payer"
  | "marked-as-abuse"
  | "reversed"
  | "partially-refunded"
  | "fully-refunded";

/**
 * A payment as the simulator remembers it: what was asked for, and what has become of it.
 *
 * Everything else that a payment shows is worked out when it is shown, so that a hundred thousand of
 * them fit into little memory.
 */
export interface PaymentRow {
  readonly id: string;
  readonly receiverId: number;
  /** What a notification of version 1.3 carries, 64 hexadecimal digits. */
  readonly token: string;
  /** The request that created it, unknown fields left out. */
  readonly asked: CreatePaymentParams;
  readonly origin: PaymentOrigin;
  /** In ten-thousandths of the currency's unit. */
  readonly units: number;
  /** Milliseconds since 1970, as all times of a row. */
  readonly createdAt: number;
  expiresAt: number;
  status: "pending" | "verifying" | "done" | "deleted";
  detail: PaymentDetail;
  /** Known from the moment somebody pays. */
  payer?: Payer;
  /** When the money of a payment that is `verifying` will be found; without it, never by itself. */
  foundAt?: number;
  conciliatedAt?: number;
  confirmedAt?: number;
  /** What was given back before its money was paid out, in ten-thousandths: all of it, once it is voided. */
  returnedUnits?: number;
  /** When the money of a voided payment reached its payer. */
  voidPaidAt?: number;
  /** Out of the refund wallet, oldest first. */
  refunds?: RefundRow[];
  /** What happened to it after its creation, and when. */
  changes?: (readonly [at: number, change: PaymentChange])[];
  /** Number of its notification, once there is one. */
  notificationId?: number;
}

/** Whether nobody can begin to pay it any more. */
export function isExpired(payment: PaymentRow, nowMs: number): boolean {
  return payment.status === "pending" && nowMs >= payment.expiresAt;
}

/** What refunds give back, in ten-thousandths: an expired one never will. */
export function refundedUnits({ refunds = [] }: Pick<PaymentRow, "refunds">): number {
  const lasting = refunds.filter(({ expiredAt }) => expiredAt === undefined);
  return lasting.reduce((sum, { units }) => sum + units, 0);
}

/** What can still be given back of a payment, in ten-thousandths. */
export function remainingUnits(payment: PaymentRow): number {
  return payment.units - (payment.returnedUnits ?? 0) - refundedUnits(payment);
}
