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
  /** The ceiling of all charges of a month, in ten-thousandths of the currency's unit. */
  readonly maxUnits: number;
  /** The ceiling of one charge, likewise. */
  readonly maxUnitsPerCharge: number;
  readonly serviceReference: string;
  status: SubscriptionStatus;
  /** Where it was signed; nowhere while it is not. */
  bankId?: string;
  /** When the bank will confirm the signature, in milliseconds since 1970; without it, never by itself. */
  enableAt?: number;
}

/** Whether its payer can sign it. */
export function isSignable({ status }: SubscriptionRow): boolean {
  return status === "PENDING" || status === "DISABLED";
}

/** A subscription as Khipu reads it back. */
export function viewSubscription(row: SubscriptionRow): Subscription & {
  readonly status: SubscriptionStatus;
} {
  return {
    subscription_id: row.id,
    status: row.status,
    // Every receiver here is in developer mode.
    developer: true,
    // The bank shows it, and the bank is not known before it is signed there.
    service_reference: row.bankId === undefined ? "" : row.serviceReference,
  };
}
