import type { CreatePaymentParams } from "../types.js";

/** Where a prepared payment can stand. */
export type PreparedState = "pending" | "verifying" | "paid" | "rejected" | "expired";

/** A payment that is there from the start: what creates it, and where it stands. */
export interface PreparedPayment extends CreatePaymentParams {
  /** A paid one with a `notify_url` is notified when the simulator starts. @defaultValue `"pending"` */
  readonly state?: PreparedState;
}

/** What a simulator begins with. */
export interface PreparedData {
  readonly payments?: readonly PreparedPayment[];
}
