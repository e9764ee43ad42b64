import type { PaymentSessionStatus } from "@medusajs/types";
import { type Payment, paymentState } from "khipu-sdk";

/** What Medusa keeps with a payment session, and later with the payment. All of it is ours; nothing comes from the page. */
export interface SessionData extends Record<string, unknown> {
  readonly session_id: string;
  readonly payment_id: string;
  /** Where the storefront sends the payer. */
  readonly payment_url: string;
  /** A decimal number, as text. */
  readonly amount: string;
  readonly currency: string;
  /** The ids of Khipu's refunds that Medusa has on record. */
  readonly refunds: readonly string[];
}

/** Reads back what this provider has returned. */
export function sessionOf(data: Record<string, unknown> | undefined): SessionData {
  const { payment_id, session_id, refunds } = data ?? {};
  const isOurs =
    typeof payment_id === "string" && typeof session_id === "string" && Array.isArray(refunds);
  if (!isOurs) throw new TypeError("this is no payment of the Khipu provider's");
  // The provider returns the rest together with these.
  return data as SessionData;
}

/** Khipu has no step between paying and collecting: what is paid is captured. */
export function statusOf(payment: Payment): PaymentSessionStatus {
  switch (paymentState(payment)) {
    case "paid":
    case "markedPaid":
    case "partiallyRefunded":
      return "captured";
    case "pending":
    case "verifying":
      return "pending";
    case "expired":
    case "rejected":
    case "deleted":
    case "reversed":
    case "fullyRefunded":
      return "canceled";
    case "abuse":
    case "unknown":
      return "error";
  }
}
