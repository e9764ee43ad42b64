import type { Amount, Currency, Open } from "./common.js";

/** What `payments.create` takes. Every text field has a limit; Khipu refuses longer ones with a 400. */
export interface CreatePaymentParams {
  /** More than 0, at most 4 decimals; none for `CLP`. A number, or a decimal string such as `"1000.50"`. */
  amount: Amount;
  currency: Currency;
  /** What the payer pays for, at most 255 characters. */
  subject: string;
  /** Your own reference, at most 255 characters. Khipu does not check that it is unique. */
  transaction_id?: string;
  /** Your own data, given back unchanged; at most 1 GiB of characters. */
  custom?: string;
  /** A longer description, at most 5120 characters. */
  body?: string;
  /** Preselects a bank: its `bank_id` from `banks.list`, at most 5 characters. */
  bank_id?: string;
  /** Where the payer goes after paying. Reaching it does not mean paid. At most 1024 characters. */
  return_url?: string;
  /** Where the payer goes when giving up; the payment can still be paid later. At most 1024 characters. */
  cancel_url?: string;
  /** An image of what is sold, at most 1024 characters. */
  picture_url?: string;
  /** Your webhook, reachable from the internet, at most 1024 characters. Khipu refuses `localhost`. */
  notify_url?: string;
  /** A PDF contract that paying signs; needs `fixed_payer_personal_identifier`. At most 1024 characters. */
  contract_url?: string;
  /** The form of the notification; `payments.create` sets `"3.0"` when there is a `notify_url`. */
  notify_api_version?: string;
  /** ISO 8601; the last moment to pay. Seen default: 24 hours after creation. */
  expires_date?: string;
  /** Lets Khipu e-mail the charge; needs `payer_name` and `payer_email`. */
  send_email?: boolean;
  /** At most 255 characters. */
  payer_name?: string;
  /** At most 255 characters. */
  payer_email?: string;
  /** Two reminders by e-mail, a week apart. */
  send_reminders?: boolean;
  /** A Khipu user who may charge with this account, at most 255 characters. */
  responsible_user_email?: string;
  /** Only this personal identifier (RUT) may pay, at most 255 characters. */
  fixed_payer_personal_identifier?: string;
  /** The integrator's fee, at most 16 characters; only for accounts that have an integrator. */
  integrator_fee?: string;
  /** Picks the collect account where there are several, at most 255 characters. */
  collect_account_uuid?: string;
  /** ISO 8601; when the payment is settled, and the last moment to refund it. */
  confirm_timeout_date?: string;
  /** Payable with this method only: an `id` of `receivers.listPaymentMethods`, at most 255 characters. */
  mandatory_payment_method?: string;
  /** The final merchant behind a payment service provider, 3 to 255 characters. */
  psp_client_merchant_name?: string;
}

/** Where a payer can pay; what `payments.create` resolves to. */
export interface CreatedPayment {
  /** Khipu's id, 12 letters and digits. Keep it with your order. */
  payment_id: string;
  /** The main page: lets the payer choose how to pay. */
  payment_url: string;
  /** The page of the simplified transfer. */
  simplified_transfer_url: string;
  /** The page of the normal transfer. */
  transfer_url: string;
  /** Opens the payment in Khipu's app (`khipu:///pos/…`). */
  app_url: string;
  /** Whether the payment app has all it needs to open at once. */
  ready_for_terminal: boolean;
}

/** A payment as Khipu reads it back. Fields that were never set are empty strings. */
export interface Payment extends CreatedPayment {
  /** What a notification of version 1.3 brings, 64 hexadecimal digits. */
  notification_token: string;
  /** The collecting account. */
  receiver_id: number | string;
  /** ISO 8601; when Khipu found the money. Absent or empty until then. */
  conciliation_date?: string;
  subject: string;
  /** A decimal string from the real service: compare with `sameAmount`. */
  amount: Amount;
  currency: string;
  /** `done` is not yet paid: see `paymentState` and `isPaid`. */
  status: Open<"pending" | "verifying" | "done" | "deleted">;
  /** Says what `done` means. */
  status_detail: Open<PaymentStatusDetail>;
  body: string;
  picture_url: string;
  /** The receipt, a PDF; empty until paid. */
  receipt_url: string;
  return_url: string;
  cancel_url: string;
  notify_url: string;
  notify_api_version: string;
  /** ISO 8601. A payment in the making may still be reconciled after it. */
  expires_date: string;
  attachment_urls: string[];
  /** The bank that the payer chose. */
  bank: string;
  bank_id: string;
  payer_name: string;
  payer_email: string;
  /** The payer's RUT. Its format varies: `12.345.678-5` here, `12345678-5` in notifications. */
  personal_identifier: string;
  bank_account_number: string;
  /** Reconciled after `expires_date`. */
  out_of_date_conciliation: boolean;
  transaction_id: string;
  custom: string;
  responsible_user_email: string;
  send_reminders: boolean;
  send_email: boolean;
  payment_method: Open<"regular_transfer" | "simplified_transfer" | "not_available">;
  /** `not-available` or empty for bank transfers. */
  funds_source?: Open<"debit" | "prepaid" | "credit" | "not-available" | "">;
  discount?: Amount;
  /** To be ignored, Khipu says. */
  third_party_authorization_details?: string;
  /** The bank's own code; only newer payments carry it. */
  authorizer_operation_code?: string;
  /** Refunds from the wallet, as reported by integrators; no published document has it. */
  refunds?: PaymentRefund[];
  /** Reported by integrators; no published document has it. */
  total_refunded?: Amount;
  /** Reported by integrators; no published document has it. */
  void_payout_date?: string;
}

/** What `status_detail` is known to say. */
export type PaymentStatusDetail =
  | "pending"
  | "normal"
  | "marked-paid-by-receiver"
  | "rejected-by-payer"
  | "marked-as-abuse"
  | "reversed"
  | "partially-refunded"
  | "fully-refunded"
  | "";

/** One refund as a payment lists it. */
export interface PaymentRefund {
  id?: string;
  status?: Open<"pending" | "authorized" | "paid" | "expired">;
  amount?: Amount;
  currency?: string;
  request_date?: string;
}

/** What `payments.refund` takes. */
export interface RefundPaymentParams {
  /** How much to give back, at most 4 decimals; all of it when left out. */
  amount?: Amount;
}

/** What `payments.predict` takes. */
export interface PredictParams {
  /** At most 255 characters. */
  payer_email: string;
  bank_id: string;
  amount: Amount;
  currency: Currency;
}

/** Whether a payer is likely to be able to transfer an amount; what `payments.predict` resolves to. */
export interface Prediction {
  result: Open<
    | "ok"
    | "new_destinatary_amount_exceeded"
    | "max_amount_exceeded"
    | "new_destinatary_cool_down"
    | "not_available_account"
  >;
  /** The most that can be transferred. */
  max_amount: Amount;
  /** ISO 8601; when the restriction on the amount ends. */
  cool_down_date: string;
  /** The most that can be transferred to somebody new. */
  new_destinatary_max_amount: Amount;
}
