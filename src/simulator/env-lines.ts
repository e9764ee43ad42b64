import type { OpenpayAccess } from "./openpay/openpay.js";

/** What of a simulator a shop has to be told. */
export interface Reached {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly receiverId: number;
  readonly openpay: OpenpayAccess;
}

/** The lines of a `.env` with which a shop calls this simulator. */
export function envLines(simulator: Reached): string {
  const { url, apiKey, webhookSecret, receiverId, openpay } = simulator;
  return [
    `KHIPU_BASE_URL=${url}`,
    `KHIPU_API_KEY=${apiKey}`,
    `KHIPU_WEBHOOK_SECRET=${webhookSecret}`,
    `KHIPU_RECEIVER_ID=${receiverId}`,
    "# Openpay",
    `OPENPAY_BASE_URL=${openpay.baseUrl}`,
    `OPENPAY_MERCHANT_ID=${openpay.merchantId}`,
    `OPENPAY_PRIVATE_KEY=${openpay.privateKey}`,
  ].join("\n");
}
