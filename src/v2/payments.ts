import {
  deletePaymentById,
  getPaymentById,
  getPayments,
  postPayment,
  postPaymentConfirmById,
  postPaymentRefundsById,
} from "../../generated/instant-payments.v2/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { byId, paramsObject, pathId } from "../http/path-id.js";
import { checkIntegratorFee, wireAmount } from "../lifecycle/amount.js";
import { paymentTest, type WaitForPaymentOptions } from "../lifecycle/payment-test.js";
import type { CallOptions } from "../options.js";
import type { CreatedPayment, Payment, Success } from "../types.js";
import { waitFor } from "../wait-for.js";
import type { CreatePaymentParamsV2, RefundPaymentParamsV2 } from "./types.js";

/** The payments of one receiver, by Instant Payments 2.0. */
export class PaymentsV2 {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Creates a payment and gives the page to send the payer to. With a `notify_url` and no
   * `notify_api_version` it asks for notifications of version 1.3, the one that belongs to this API.
   *
   * Khipu has no idempotency key: repeating it creates another payment.
   *
   * @throws RangeError when the amount is not one that the currency has (a fraction of a peso).
   * @throws {@link KhipuApiError} when Khipu refuses; `fieldErrors` names the fields.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postPayment` in openapi/instant-payments.v2.yaml
   * @example
   * const { payment_id, payment_url } = await khipuV2.payments.create({
   *   amount: 5900,
   *   currency: "CLP",
   *   subject: "Order 1042",
   *   transaction_id: "1042",
   * });
   */
  create(params: CreatePaymentParamsV2, options?: CallOptions): KhipuPromise<CreatedPayment> {
    return this.#http.call(postPayment, options, () => {
      const amount = wireAmount("amount", paramsObject(params).amount, params.currency);
      const body = { ...params, amount };
      checkIntegratorFee(body.integrator_fee, body.currency);
      // Also where it is there and undefined: without one, Khipu chooses the form.
      if (body.notify_url) body.notify_api_version ??= "1.3";
      return { body };
    });
  }

  /**
   * Reads a payment as it is now.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getPaymentById` in openapi/instant-payments.v2.yaml
   * @example
   * const payment = await khipuV2.payments.get("gqzdy6chjne9");
   */
  get(paymentId: string, options?: CallOptions): KhipuPromise<Payment> {
    return this.#http.call(getPaymentById, options, () => byId("paymentId", paymentId));
  }

  /**
   * Reads the payment that a notification of version 1.3 speaks of.
   *
   * @throws {@link KhipuApiError} when Khipu refuses: it knows no such token of yours.
   * @see operation `getPayments` in openapi/instant-payments.v2.yaml
   * @example
   * const payment = await khipuV2.payments.getByNotificationToken(token);
   */
  getByNotificationToken(token: string, options?: CallOptions): KhipuPromise<Payment> {
    return this.#http.call(getPayments, options, () => {
      const query = { notification_token: pathId("token", token) };
      return { query };
    });
  }

  /**
   * Deletes a payment that nobody has begun to pay. It cannot be undone.
   *
   * @throws {@link KhipuApiError} when Khipu refuses, e.g. because it is being paid.
   * @see operation `deletePaymentById` in openapi/instant-payments.v2.yaml
   * @example
   * await khipuV2.payments.delete("gqzdy6chjne9");
   */
  delete(paymentId: string, options?: CallOptions): KhipuPromise<Success> {
    return this.#http.call(deletePaymentById, options, () => byId("paymentId", paymentId));
  }

  /**
   * Confirms a paid payment, so that Khipu settles it on the next business day. Only for receivers that
   * have contracted it.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `postPaymentConfirmById` in openapi/instant-payments.v2.yaml
   * @example
   * await khipuV2.payments.confirm("gqzdy6chjne9");
   */
  confirm(paymentId: string, options?: CallOptions): KhipuPromise<Success> {
    return this.#http.call(postPaymentConfirmById, options, () => byId("paymentId", paymentId));
  }

  /**
   * Returns a payment to its payer, until 01:00 of the next business day: all of it, or `amount` of it.
   *
   * Repeating it is a second refund: after `outcome: "unknown"` hand the error to `refunds.resolve` of a `Khipu`
   * of the same receiver, or read the payment.
   *
   * @throws RangeError when the amount is no positive decimal number.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postPaymentRefundsById` in openapi/instant-payments.v2.yaml
   * @example
   * await khipuV2.payments.refund("gqzdy6chjne9", { amount: 1000 });
   */
  refund(
    paymentId: string,
    params: RefundPaymentParamsV2 = {},
    options?: CallOptions,
  ): KhipuPromise<Success> {
    const refund = { payment_id: paymentId, ...params };
    return this.#http.call(
      postPaymentRefundsById,
      options,
      () => {
        const { amount } = paramsObject(params);
        const body = { ...(amount !== undefined && { amount: wireAmount("amount", amount) }) };
        return { ...byId("paymentId", paymentId), body };
      },
      { refund },
    );
  }

  /**
   * Waits until a payment is there, reading it ever more slowly.
   *
   * @throws {@link KhipuTimeoutError} when the time is up; `last` is the payment as last read.
   * @throws {@link KhipuApiError} when Khipu refuses (a lost answer or a 5xx only delays).
   * @see operation `getPaymentById` in openapi/instant-payments.v2.yaml
   * @example
   * const payment = await khipuV2.payments.waitFor("gqzdy6chjne9", { timeoutMs: 60_000 });
   */
  async waitFor(paymentId: string, options: WaitForPaymentOptions = {}): Promise<Payment> {
    const get = (call: CallOptions) => this.get(paymentId, call);
    return waitFor("payments.waitFor", this.#http, options, get, paymentTest(options.until));
  }
}
