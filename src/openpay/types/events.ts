import type { Charge, ChargeMetadata } from "./charge.js";
import type { Open } from "./common.js";

/** What Openpay is known to tell of. */
export type OpenpayEventType =
  | "charge.succeeded"
  | "charge.failed"
  | "charge.refunded"
  | "charge.refund.failed"
  | "charge.created"
  | "charge.cancelled"
  | "charge.rescored.to.decline"
  | "chargeback.created"
  | "chargeback.accepted"
  | "chargeback.rejected"
  | "verification";

/** Something that is said to have happened to a charge. Nobody signed it. */
export interface ChargeEvent {
  type: Open<OpenpayEventType>;
  /** ISO 8601. */
  event_date: string;
  /** The charge as it was then, or as whoever posted this says it was. */
  transaction: Charge;
  /** Of the charge; beside it in one of the document's examples, inside it in the others. */
  metadata?: ChargeMetadata;
}

/** The first call of a webhook, once it is registered with Openpay. */
export interface VerificationEvent {
  type: "verification";
  /** ISO 8601. */
  event_date?: string;
  /** What proves to Openpay that the call arrived: its panel asks for it. */
  verification_code: string;
}

/** An event that is about no charge, of a kind that this package does not know. */
export interface OtherEvent {
  type: string;
  [field: string]: unknown;
}
