import { createCharge_1 } from "../../generated/automatic-payments.v1/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import type { CallOptions } from "../options.js";
import type { CreateChargeIntentParams, CreatedChargeIntent } from "../types.js";
import { withAmount } from "./params.js";

/** Charges to the accounts behind subscriptions. */
export class ChargeIntents {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Charges a subscription that is `ENABLED`. The charge is made later: the answer's payment is not yet
   * paid, its notification or `payments.get` tells.
   *
   * Khipu has no idempotency key: repeating it charges again.
   *
   * @throws RangeError when the amount is no positive decimal number.
   * @throws {@link KhipuApiError} when Khipu refuses; with 422 `errorCode` says why, e.g.
   *   `MAX_MONTHLY_AMOUNT_EXCEEDED`. Nothing was charged then.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `createCharge_1` in openapi/automatic-payments.v1.yaml
   * @example
   * const charge = await khipu.chargeIntents.create({
   *   subscription_id: "hz2ms1qh-7xji-3dsk-vm2s-27ia9vvzeqnu",
   *   amount: 5900,
   *   subject: "October",
   *   notify_url: "https://shop.example/webhooks/khipu",
   *   error_response_url: "https://shop.example/webhooks/charges",
   * });
   */
  create(
    params: CreateChargeIntentParams,
    options?: CallOptions,
  ): KhipuPromise<CreatedChargeIntent> {
    return this.#http.call(createCharge_1, options, () => {
      const body = withAmount(params, "amount");
      // Also where it is there and undefined: without one, Khipu chooses the form.
      body.notify_api_version ??= "3.0";
      return { body };
    });
  }
}
