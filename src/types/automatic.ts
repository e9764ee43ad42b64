import type { Amount, Open } from "./common.js";

/** What `subscriptions.create` takes. */
export interface CreateSubscriptionParams {
  /** Identifies the subscription, at most 255 characters. */
  name: string;
  /** Of who will be charged, at most 255 characters. */
  email: string;
  /** The ceiling of every charge, more than 0. */
  max_amount: Amount;
  /** ISO 4217, at most 4 characters. */
  currency: string;
  /** Told, unsigned, when the subscription was signed at the bank. At most 1024 characters. */
  notify_url: string;
  /** Where the payer goes after signing. At most 1024 characters. */
  return_url: string;
  /** Where the payer goes when the signing was not completed. At most 1024 characters. */
  cancel_url: string;
  /** What the bank shows for this payer; a random text when left out. */
  service_reference?: string;
  /** At most 1024 characters. */
  image_url?: string;
  description?: string;
}

/** Where a subscription is signed; what `subscriptions.create` resolves to. */
export interface CreatedSubscription {
  /** Keep it: Khipu has no list of subscriptions. */
  subscription_id: string;
  /** Where to send the payer, who signs at the bank. */
  redirect_url: string;
}

/** Where a subscription stands, in upper case. The callbacks of it say `enabled` and `disabled`. */
export type SubscriptionStatus = "DISABLED" | "SIGNED" | "ENABLED";

/** A subscription as Khipu reads it back. */
export interface Subscription {
  subscription_id: string;
  /** It can be charged only when `ENABLED`; `SIGNED` waits for the bank. */
  status: Open<SubscriptionStatus>;
  /** Of a receiver in developer mode. */
  developer: boolean;
  /** `no-bank` while it is not signed. */
  customer_bank_code: string;
  service_reference: string;
}

/** What `chargeIntents.create` takes. */
export interface CreateChargeIntentParams {
  /** At most 255 characters. */
  subscription_id: string;
  /** At least 1, at most 4 decimals, in the account's currency. */
  amount: Amount;
  /** At most 255 characters. */
  subject: string;
  /** At most 5120 characters. */
  body: string;
  /** Told, unsigned, when the charge failed. At most 1024 characters. Not the webhook of `notify_url`. */
  error_response_url: string;
  /** Your own data, at most 1 GiB of characters. */
  custom: string;
  /** Your own reference, at most 255 characters. */
  transaction_id: string;
  /** Your webhook, told when the charge was reconciled. At most 1024 characters. */
  notify_url: string;
  /** The form of that notification; `chargeIntents.create` sets `"3.0"` when it is left out. */
  notify_api_version?: string;
}

/** What `chargeIntents.create` resolves to. Not yet paid: read the payment, or wait for its notification. */
export interface CreatedChargeIntent {
  /** A payment like any other: `payments.get` reads it. */
  payment_id: string;
}

/** What Khipu posts to a subscription's `notify_url`. Unsigned: a hint to read the subscription again. */
export interface SubscriptionCallback {
  subscription_id: string;
  /** Lower case, unlike {@link SubscriptionStatus}. */
  status: Open<"enabled" | "disabled">;
}

/** What Khipu posts to a charge's `error_response_url`. Unsigned: a hint to read the payment. */
export interface ChargeFailure {
  subscription_id: string;
  /** Your own reference of the charge. */
  transaction_id: string;
  /** Free text; Khipu publishes no list. */
  error_message: string;
}
