import {
  getBanks,
  getMerchantPaymentMethodsById,
  postReceiver,
} from "../../generated/instant-payments.v2/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { paramsObject, wholeNumber } from "../http/path-id.js";
import type { CallOptions } from "../options.js";
import type { BankList, CreateReceiverParams, PaymentMethodList } from "../types.js";
import type { CreatedReceiverV2 } from "./types.js";

/** The banks that can pay one receiver, by Instant Payments 2.0. */
export class BanksV2 {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Lists the banks that can pay this receiver.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getBanks` in openapi/instant-payments.v2.yaml
   * @example
   * const { banks } = await khipuV2.banks.list();
   */
  list(options?: CallOptions): KhipuPromise<BankList> {
    return this.#http.call(getBanks, options, () => ({}));
  }
}

/** The receivers of an integrator, by Instant Payments 2.0. */
export class ReceiversV2 {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Creates a receiver under an integrator. Its secret is shown this once. Only for integrators that
   * have contracted it.
   *
   * @throws {@link KhipuApiError} when Khipu refuses; `fieldErrors` names the fields.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postReceiver` in openapi/instant-payments.v2.yaml
   * @example
   * const { receiver_id } = await khipuV2.receivers.create(account);
   */
  create(params: CreateReceiverParams, options?: CallOptions): KhipuPromise<CreatedReceiverV2> {
    return this.#http.call(postReceiver, options, () => ({ body: paramsObject(params) }));
  }

  /**
   * Lists the ways to pay a receiver. Their ids come in upper or lower case: compare without it.
   *
   * @throws TypeError when the id is no whole number, before anything is sent.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getMerchantPaymentMethodsById` in openapi/instant-payments.v2.yaml
   * @example
   * const { paymentMethods } = await khipuV2.receivers.listPaymentMethods(990939);
   */
  listPaymentMethods(
    receiverId: number | string,
    options?: CallOptions,
  ): KhipuPromise<PaymentMethodList> {
    return this.#http.call(getMerchantPaymentMethodsById, options, () => {
      const path = { id: wholeNumber("receiverId", receiverId) };
      return { path };
    });
  }
}
