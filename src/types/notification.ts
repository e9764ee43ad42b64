import type { Amount, Open } from "./common.js";

/**
 * A notification of version 3.0: Khipu's word that a payment was reconciled.
 *
 * It has no `status`: that it came means paid. Only `payment_id` is certain to be there; who checks
 * receiver, transaction, amount and currency uses `assertSettles`.
 */
export interface PaymentNotification {
  /** 12 letters and digits; settle at most once per `payment_id`. */
  payment_id: string;
  /** The collecting account: check that it is yours. */
  receiver_id: number | string;
  subject: string;
  /** A decimal string, with two or four decimals: compare with `sameAmount`. */
  amount: Amount;
  discount: Amount;
  currency: string;
  /** When set at creation. */
  body?: string;
  /** When set at creation. */
  custom?: string;
  /** The receipt, a PDF. */
  receipt_url: string;
  bank: string;
  bank_id: string;
  payer_name: string;
  payer_email: string;
  /** The payer's RUT; its format varies. */
  personal_identifier: string;
  bank_account_number: string;
  /** Reconciled after the payment had expired. */
  out_of_date_conciliation: boolean;
  /** Your own reference, when set at creation. */
  transaction_id?: string;
  /** The bank's own code; only newer notifications carry it. */
  authorizer_operation_code?: string;
  responsible_user_email: string;
  payment_method: Open<"regular_transfer" | "simplified_transfer" | "not_available">;
  /** ISO 8601, UTC with milliseconds. */
  conciliation_date: string;
}
