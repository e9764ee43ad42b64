import type { CreatePaymentParams } from "../../types.js";

const FIELDS = [
  "amount",
  "currency",
  "subject",
  "transaction_id",
  "custom",
  "body",
  "bank_id",
  "return_url",
  "cancel_url",
  "picture_url",
  "notify_url",
  "contract_url",
  "notify_api_version",
  "expires_date",
  "send_email",
  "payer_name",
  "payer_email",
  "send_reminders",
  "responsible_user_email",
  "fixed_payer_personal_identifier",
  "integrator_fee",
  "collect_account_uuid",
  "confirm_timeout_date",
  "mandatory_payment_method",
  "psp_client_merchant_name",
  "psp_client_merchant_logo_url",
] as const satisfies readonly (keyof CreatePaymentParams)[];

/**
 * What a request asks for: the fields that Khipu's documents know. Others are dropped, and so are empty
 * texts, which Khipu's own plugins send for what is not set.
 */
export function askedOf(request: CreatePaymentParams): CreatePaymentParams {
  const { amount, currency, subject } = request;
  const set = FIELDS.filter((field) => request[field] !== undefined && request[field] !== "");
  return {
    ...Object.fromEntries(set.map((field) => [field, request[field]])),
    amount,
    currency,
    subject,
  };
}
