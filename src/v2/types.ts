import type { CreatePaymentParams, CreatedReceiver, Currency } from "../types.js";

/** What `payments.create` takes in version 2.0: as in 3.0, without CLF and without PSP chains. */
export interface CreatePaymentParamsV2 extends Omit<
  CreatePaymentParams,
  "currency" | "psp_client_merchant_name"
> {
  currency: Exclude<Currency, "CLF">;
}

/** The credentials of a new receiver in version 2.0, which has no API keys. */
export type CreatedReceiverV2 = Omit<CreatedReceiver, "api_key">;

/** A notification of version 1.3: a token to read the payment with, and no word about it. */
export interface TokenNotification {
  /** `1.3`. Some of Khipu's texts call the field `notification_api_version`. */
  api_version: string;
  /** 64 hexadecimal digits. */
  notification_token: string;
}
