import {
  getMerchantPaymentMethodsById,
  getReceivers,
  postReceiver,
} from "../../generated/instant-payments.v3/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { paramsObject, wholeNumber } from "../http/path-id.js";
import type { CallOptions } from "../options.js";
import type {
  CreatedReceiver,
  CreateReceiverParams,
  ListReceiversParams,
  PaymentMethodList,
  ReceiverList,
} from "../types.js";

/** The receivers (collecting accounts) of an integrator. */
export class Receivers {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Creates a receiver under an integrator. Its secret is shown this once.
   *
   * Only for integrators that have contracted it.
   *
   * @throws {@link KhipuApiError} when Khipu refuses; `fieldErrors` names the fields.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postReceiver` in openapi/instant-payments.v3.yaml
   * @example
   * const { receiver_id } = await khipu.receivers.create(account);
   */
  create(params: CreateReceiverParams, options?: CallOptions): KhipuPromise<CreatedReceiver> {
    return this.#http.call(postReceiver, options, () => ({ body: paramsObject(params) }));
  }

  /**
   * Lists an integrator's receivers, a page at a time.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getReceivers` in openapi/instant-payments.v3.yaml
   * @example
   * const { receivers } = await khipu.receivers.list();
   */
  list(params: ListReceiversParams = {}, options?: CallOptions): KhipuPromise<ReceiverList> {
    return this.#http.call(getReceivers, options, () => ({ query: { ...paramsObject(params) } }));
  }

  /**
   * Lists the ways to pay a receiver. Their ids come in upper or lower case: compare without it.
   *
   * @throws TypeError when the id is no whole number, before anything is sent.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getMerchantPaymentMethodsById` in openapi/instant-payments.v3.yaml
   * @example
   * const { paymentMethods } = await khipu.receivers.listPaymentMethods(990939);
   */
  listPaymentMethods(
    receiverId: number | string,
    options?: CallOptions,
  ): KhipuPromise<PaymentMethodList> {
    return this.#http.call(getMerchantPaymentMethodsById, options, () => ({
      path: { id: wholeNumber("receiverId", receiverId) },
    }));
  }
}
