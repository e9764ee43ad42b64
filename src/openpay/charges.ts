import { createCharge, getCharge, refundCharge } from "../../generated/openpay.v1/calls.js";
import type { Http } from "../http/http.js";
import { khipuPromise, type KhipuPromise } from "../http/khipu-promise.js";
import { paramsObject, pathId } from "../http/path-id.js";
import type { CallOptions } from "../options.js";
import { openpayAmount } from "./amount.js";
import { isDeclinedByRisk, isRefusal } from "./openpay-error.js";
import { with3dSecure } from "./three-d-secure.js";
import type {
  CardChargeParams,
  CardInstallmentsChargeParams,
  Charge,
  CreateChargeParams,
  RefundChargeParams,
  ThreeDSecureParams,
} from "./types.js";

/** The charges of one merchant. */
export class Charges {
  readonly #http: Http;
  readonly #merchantId: string;

  /** @internal */
  constructor(http: Http, merchantId: string) {
    this.#http = http;
    this.#merchantId = merchantId;
  }

  /**
   * Charges a card, or begins a payment that the customer finishes elsewhere: see `chargeState` for which.
   *
   * Send an `order_id`. After `outcome: "unknown"` the charge may have been made, and Openpay's document has no
   * way to look one up by it: wait for the webhook, which carries it, before you charge again. A repetition
   * with the same `order_id` that is refused with `error_code` 1006 says that the first one went through; one
   * that is accepted does not say that it did not, while the first is still under way.
   *
   * @throws RangeError when the amount is not one that the currency has (a fraction of a peso).
   * @throws {@link KhipuApiError} when Openpay refuses; see `openpayErrorOf`.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `createCharge` in openapi/openpay.v1.yaml
   * @example
   * const charge = await openpay.charges.create({
   *   method: "card",
   *   amount: 5900,
   *   currency: "CLP",
   *   description: "Order 1042",
   *   order_id: "1042",
   *   customer: { name: "Ana", email: "ana@example.com" },
   *   provider: {
   *     name: "khipu",
   *     data: { point_of_sale: "web_retail", url_success: "https://shop.example/orders/1042" },
   *   },
   * });
   */
  create(params: CreateChargeParams, options?: CallOptions): KhipuPromise<Charge> {
    return this.#http.call(createCharge, options, () => {
      const amount = openpayAmount(paramsObject(params).amount, params.currency);
      const path = { merchant_id: this.#merchantId };
      const body = { ...params, amount };
      return { path, body };
    });
  }

  /**
   * Charges a card, and once more with 3D Secure when a risk assessment declined it (402 with `error_code`
   * 3005). No other failure leads to a second request, least of all one whose outcome is unknown. A `maestro`
   * goes to 3D Secure at once: those cards always need it.
   *
   * With 3D Secure the charge is `pending`: send the customer to `payment_method.url`. Each request has a
   * deadline of its own (`timeoutMs`), so that the first cannot cut the second short.
   *
   * @throws RangeError or TypeError when the amount or what 3D Secure needs is not right, before anything is sent.
   * @throws {@link KhipuApiError} when Openpay refuses. If it refused twice it is the second refusal (3D Secure
   *   cannot be had), with the first as its `cause`.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `createCharge` in openapi/openpay.v1.yaml
   * @example
   * const charge = await openpay.charges.createWith3dSecureFallback(card, {
   *   url_success: "https://shop.example/orders/1042",
   *   browser_info: { accept_header: "text/html", user_agent: "Mozilla/5.0" },
   * });
   */
  createWith3dSecureFallback(
    params: CardChargeParams | CardInstallmentsChargeParams,
    threeDSecure: ThreeDSecureParams,
    options?: CallOptions,
  ): KhipuPromise<Charge> {
    return khipuPromise(async () => {
      const safer = with3dSecure(params, threeDSecure);
      const second = () => this.create(safer, options).withResponse();
      if (params.provider.data.card_brand === "maestro") return second();
      try {
        return await this.create(params, options).withResponse();
      } catch (first) {
        if (!isDeclinedByRisk(first)) throw first;
        return second().catch((error: unknown) => {
          throw isRefusal(error) ? causedBy(error, first) : error;
        });
      }
    });
  }

  /**
   * Reads a charge as it is now. To be done after every webhook, and when the customer is back (with the
   * charge's id as `id` in the address).
   *
   * @throws {@link KhipuApiError} when Openpay refuses, e.g. with 404.
   * @see operation `getCharge` in openapi/openpay.v1.yaml
   * @example
   * const charge = await openpay.charges.get("trornwo9ocwkqjljx90h");
   */
  get(chargeId: string, options?: CallOptions): KhipuPromise<Charge> {
    return this.#http.call(getCharge, options, () => {
      const path = this.#pathOf(chargeId);
      return { path };
    });
  }

  /**
   * Gives back what was charged by Transbank, GlobalCollect or Adyen: all of it, or `amount` of it. What was
   * paid in Transbank instalments can only be given back as a whole, and a provider may want a day before it
   * gives back a part.
   *
   * Resolves to the charge: its `refund` is `pending_confirmation` with Adyen, and a webhook tells its end.
   * Repeating it may be a second refund: after `outcome: "unknown"` read the charge first.
   *
   * @throws RangeError when the amount is no positive decimal number, or has more than two decimals.
   * @throws {@link KhipuApiError} when Openpay refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `refundCharge` in openapi/openpay.v1.yaml
   * @example
   * await openpay.charges.refund("trornwo9ocwkqjljx90h", { description: "Order 1042 came back", amount: 1000 });
   */
  refund(
    chargeId: string,
    params: RefundChargeParams = {},
    options?: CallOptions,
  ): KhipuPromise<Charge> {
    return this.#http.call(refundCharge, options, () => {
      const { amount, ...rest } = paramsObject(params);
      const body = amount === undefined ? rest : { ...rest, amount: openpayAmount(amount) };
      return { path: this.#pathOf(chargeId), body };
    });
  }

  #pathOf(chargeId: string) {
    return { merchant_id: this.#merchantId, transaction_id: pathId("chargeId", chargeId) };
  }
}

/** As the constructor of an error sets its cause: not enumerable. */
function causedBy<E extends Error>(error: E, cause: unknown): E {
  return Object.defineProperty(error, "cause", {
    value: cause,
    writable: true,
    configurable: true,
  });
}
