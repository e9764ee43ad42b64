import type { components } from "../../../generated/automatic-payments.v1/schema.js";
import type { Currency, Subscription, SubscriptionStatus } from "../../types.js";

/** The request that creates a subscription. */
export type SubscriptionRequest = components["schemas"]["SubscriptionCreate"];

/** A subscription as the simulator remembers it. */
export interface SubscriptionRow {
  readonly id: string;
  readonly receiverId: number;
  readonly asked: SubscriptionRequest;
  readonly currency: Currency;
  /** The ceiling of every charge, in ten-thousandths of the currency's unit. */
  readonly maxUnits: number;
  readonly serviceReference: string;
  status: SubscriptionStatus;
  /** Where it was signed; nowhere while it is not. */
  bankId?: string;
  /** When the bank will confirm the signature, in milliseconds since 1970; without it, never by itself. */
  enableAt?: number;
}

/** The codes by which banks are named here, unlike in payments. */
const BANK_CODES: Readonly<Record<string, string>> = { Bawdf: "8", SDdGj: "12", dfFbF: "1" };

/** A subscription as Khipu reads it back. */
export function viewSubscription(row: SubscriptionRow): Subscription & {
  readonly status: SubscriptionStatus;
} {
  return {
    subscription_id: row.id,
    status: row.status,
    // Every receiver here is in developer mode.
    developer: true,
    customer_bank_code: BANK_CODES[row.bankId ?? ""] ?? "no-bank",
    service_reference: row.serviceReference,
  };
}
