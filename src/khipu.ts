import { Http } from "./http/http.js";
import { type KhipuOptions, khipuSettings } from "./khipu-options.js";
import { Banks } from "./resources/banks.js";
import { ChargeIntents } from "./resources/charge-intents.js";
import { Payments } from "./resources/payments.js";
import { Receivers } from "./resources/receivers.js";
import { Refunds, RefundWalletResource } from "./resources/refunds.js";
import { Subscriptions } from "./resources/subscriptions.js";

/**
 * A client of one receiver: Instant Payments 3.0 and Automatic Payment 1.0.
 *
 * It keeps no connection, timer or global of its own; make as many as there are receivers.
 *
 * @example
 * ```ts
 * const khipu = new Khipu({ apiKey: "your-api-key" });
 * const { payment_url } = await khipu.payments.create({
 *   amount: 5900,
 *   currency: "CLP",
 *   subject: "Order 1042",
 *   transaction_id: "1042",
 * });
 * ```
 */
export class Khipu {
  declare readonly banks: Banks;
  declare readonly payments: Payments;
  declare readonly receivers: Receivers;
  declare readonly refunds: Refunds;
  declare readonly refundWallet: RefundWalletResource;
  declare readonly subscriptions: Subscriptions;
  declare readonly chargeIntents: ChargeIntents;

  /**
   * @throws TypeError when the key is empty or cannot be sent, when `baseUrl` is no URL, or in a browser.
   * @throws RangeError when `timeoutMs` or `maxRetries` is out of range.
   */
  constructor(options: KhipuOptions) {
    const http = new Http(khipuSettings(options));
    this.banks = new Banks(http);
    this.payments = new Payments(http);
    this.receivers = new Receivers(http);
    this.refunds = new Refunds(http);
    this.refundWallet = new RefundWalletResource(http);
    this.subscriptions = new Subscriptions(http);
    this.chargeIntents = new ChargeIntents(http);
  }

  /**
   * Makes a client from the environment: `KHIPU_API_KEY`, and `KHIPU_BASE_URL` where it is set. Nothing
   * else in this package reads the environment.
   *
   * @throws TypeError when `KHIPU_API_KEY` is not set.
   */
  static fromEnv(options: Omit<KhipuOptions, "apiKey"> = {}): Khipu {
    const { KHIPU_API_KEY: apiKey, KHIPU_BASE_URL } = environment();
    if (!apiKey) throw new TypeError("KHIPU_API_KEY is not set");
    // A `baseUrl` that is there and undefined must not lead from a simulator to production.
    const baseUrl = options.baseUrl ?? KHIPU_BASE_URL;
    return new Khipu({ ...options, ...(baseUrl && { baseUrl }), apiKey });
  }
}

function environment(): Partial<Record<"KHIPU_API_KEY" | "KHIPU_BASE_URL", string>> {
  const { process }: { process?: { env?: object } } = globalThis;
  return process?.env ?? {};
}
