import { Khipu } from "khipu-sdk";

/** What `medusa-config.ts` hands over. */
export interface KhipuProviderOptions {
  /** The API key of the collecting account. */
  readonly apiKey: string;
  /** The secret of the same account, which signs notifications. */
  readonly webhookSecret: string;
  /** The number of that account. */
  readonly receiverId: string;
  /** Where Khipu reaches Medusa: its address and `/hooks/payment/khipu_khipu`. */
  readonly notifyUrl: string;
  /** Where the payer comes back to: a page of the storefront. */
  readonly returnUrl: string;
  /** Only for the simulator: its address. */
  readonly baseUrl?: string | undefined;
}

const REQUIRED = ["apiKey", "webhookSecret", "receiverId", "notifyUrl", "returnUrl"] as const;

/** @throws TypeError that names what is missing, so that Medusa does not start without it. */
export function requireOptions(options: Readonly<Record<string, unknown>>): void {
  for (const name of REQUIRED) {
    if (!options[name]) throw new TypeError(`the Khipu payment provider needs the option ${name}`);
  }
}

export function clientOf({ apiKey, baseUrl }: KhipuProviderOptions): Khipu {
  return new Khipu(baseUrl ? { apiKey, baseUrl } : { apiKey });
}
