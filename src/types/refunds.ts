import type { Amount } from "./common.js";

/** What `refunds.create` takes: a refund out of the refund wallet, of all or of a part. */
export type CreateRefundParams = FullRefundParams | PartialRefundParams;

/** Gives back all that is left of a payment. */
export interface FullRefundParams {
  type: "full";
  payment_id: string;
  /** Khipu refuses an amount with `full`. */
  amount?: never;
}

/** Gives back a part of a payment. */
export interface PartialRefundParams {
  type: "partial";
  payment_id: string;
  /** A decimal string or a number, more than 0. Without decimals for CLP. */
  amount: Amount;
}

/** What `refunds.create` resolves to. Read `message`: a refund may be accepted and not yet done. */
export interface Refund {
  /** A UUID. */
  id: string;
  payment_id: string;
  /** What this refund gives back. */
  refunded_amount: Amount;
  /** What all refunds of the payment give back. */
  total_refunded: Amount;
  /** What could still be given back; no other operation tells it. */
  remaining: Amount;
  currency?: string;
  /** Empty or absent when done at once; otherwise why not yet, in Spanish. */
  message?: string;
}

/** What `refundWallet.get` resolves to. */
export interface RefundWallet {
  /** A decimal string; even `"0.0000"` says that the account has the wallet. */
  balance: Amount;
  currency?: string;
  /** Where a person adds funds. */
  add_funds_url?: string;
}
