/** The wire's types, printed from the documents, and what of it is ours. */
import type { RefundRequest } from "../generated/instant-payments.v3/types.js";

export type * from "../generated/automatic-payments.v1/types.js";
export type * from "../generated/instant-payments.v3/types.js";
export type { Amount, Open } from "./shared-types.js";

/** What `refunds.create` takes: a refund out of the refund wallet, of all or of a part. */
export type CreateRefundParams = FullRefundParams | PartialRefundParams;

/** Gives back all that is left of a payment. */
export interface FullRefundParams extends RefundRequest {
  type: "full";
  /** Khipu refuses an amount with `full`. */
  amount?: never;
}

/** Gives back a part of a payment. */
export interface PartialRefundParams extends RefundRequest {
  type: "partial";
  /** A decimal string or a number, more than 0. Without decimals for CLP. */
  amount: RefundRequest["amount"] & {};
}
