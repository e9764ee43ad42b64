import {
  deletePaymentById,
  getPaymentById,
  getPredict,
  getPredictAll,
  postPayment,
  postPaymentConfirmById,
  postPaymentRefundsById,
  voidPaymentById,
} from "../../generated/instant-payments.v3/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { byId } from "../http/path-id.js";
import { checkIntegratorFee } from "../lifecycle/amount.js";
import { paymentTest, type WaitForPaymentOptions } from "../lifecycle/payment-test.js";
import type { CallOptions } from "../options.js";
import type {
  BankPredictionList,
  CreatedPayment,
  CreatePaymentParams,
  Payment,
  Prediction,
  PredictAllParams,
  PredictParams,
  Success,
} from "../types.js";
import { withAmount } from "./params.js";
import { waitFor } from "../wait-for.js";

/** How long `predictAll` may take unless it is told otherwise: it makes a prediction for every bank. */
const PREDICT_ALL_TIMEOUT_MS = 120_000;

/** The payments of one receiver. */
export class Payments {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Creates a payment and gives the page to send the payer to.
   *
   * Khipu has no idempotency key: repeating it creates another payment. After `outcome: "unknown"` a
   * payment may exist whose id you never saw; nobody can pay it unless Khipu e-mailed it.
   *
   * @throws RangeError when the amount is not one that the currency has (a fraction of a peso).
   * @throws {@link KhipuApiError} when Khipu refuses; `fieldErrors` names the fields.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postPayment` in openapi/instant-payments.v3.yaml
   * @example
   * const { payment_id, payment_url } = await khipu.payments.create({
   *   amount: 5900,
   *   currency: "CLP",
   *   subject: "Order 1042",
   *   transaction_id: "1042",
   *   notify_url: "https://shop.example/webhooks/khipu",
   * });
   */
  create(params: CreatePaymentParams, options?: CallOptions): KhipuPromise<CreatedPayment> {
    return this.#http.call(postPayment, options, () => {
      const body = withAmount(params, "amount");
      checkIntegratorFee(body.integrator_fee, body.currency);
      // Also where it is there and undefined: without one, Khipu chooses the form.
      if (body.notify_url) body.notify_api_version ??= "3.0";
      return { body };
    });
  }

  /**
   * Reads a payment as it is now.
   *
   * @throws {@link KhipuApiError} when Khipu refuses, e.g. with 404.
   * @see operation `getPaymentById` in openapi/instant-payments.v3.yaml
   * @example
   * const payment = await khipu.payments.get("gqzdy6chjne9");
   * console.log(paymentState(payment));
   */
  get(paymentId: string, options?: CallOptions): KhipuPromise<Payment> {
    return this.#http.call(getPaymentById, options, () => byId("paymentId", paymentId));
  }

  /**
   * Deletes a payment that nobody has begun to pay. It cannot be undone.
   *
   * @throws {@link KhipuApiError} when Khipu refuses, e.g. because it is being paid.
   * @see operation `deletePaymentById` in openapi/instant-payments.v3.yaml
   * @example
   * await khipu.payments.delete("gqzdy6chjne9");
   */
  delete(paymentId: string, options?: CallOptions): KhipuPromise<Success> {
    return this.#http.call(deletePaymentById, options, () => byId("paymentId", paymentId));
  }

  /**
   * Confirms a paid payment, so that Khipu settles it on the next business day.
   *
   * Only for receivers that have contracted it.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `postPaymentConfirmById` in openapi/instant-payments.v3.yaml
   * @example
   * await khipu.payments.confirm("gqzdy6chjne9");
   */
  confirm(paymentId: string, options?: CallOptions): KhipuPromise<Success> {
    return this.#http.call(postPaymentConfirmById, options, () => byId("paymentId", paymentId));
  }

  /**
   * Gives all of a payment back to its payer, before Khipu pays it out. It takes no amount: a part is given back
   * with `refunds.create`.
   *
   * Only for receivers that collect into a Khipu account. After `outcome: "unknown"` hand the error to
   * `refunds.resolve`.
   *
   * @deprecated by Khipu, in favour of voiding a payment.
   * @throws TypeError when an amount is given: Khipu would not look at it, and give back everything.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postPaymentRefundsById` in openapi/instant-payments.v3.yaml
   * @example
   * await khipu.payments.refund("gqzdy6chjne9");
   */
  refund(paymentId: string, options?: CallOptions): KhipuPromise<Success> {
    return this.#http.call(
      postPaymentRefundsById,
      options,
      () => {
        refuseAmount(options);
        return byId("paymentId", paymentId);
      },
      { refund: { payment_id: paymentId } },
    );
  }

  /**
   * Voids a payment: all of it is marked for return to its payer, before Khipu pays it out.
   *
   * Only for receivers that collect into a Khipu account; others refund from their wallet with
   * `refunds.create`.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `voidPaymentById` in openapi/instant-payments.v3.yaml
   * @example
   * await khipu.payments.void("gqzdy6chjne9");
   */
  void(paymentId: string, options?: CallOptions): KhipuPromise<Success> {
    return this.#http.call(voidPaymentById, options, () => byId("paymentId", paymentId), {
      refund: { payment_id: paymentId },
    });
  }

  /**
   * Tells whether a payer's bank is likely to let an amount through, and up to how much. Read `result` with
   * `predictionResult`: Khipu has written it in capitals and in small letters.
   *
   * @throws RangeError when the amount is not one that the currency has.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getPredict` in openapi/instant-payments.v3.yaml
   * @example
   * const { result, max_amount } = await khipu.payments.predict({
   *   payer_email: "payer@example.com",
   *   bank_id: "Bawdf",
   *   amount: 5900,
   *   currency: "CLP",
   * });
   */
  predict(params: PredictParams, options?: CallOptions): KhipuPromise<Prediction> {
    return this.#http.call(getPredict, options, () => {
      const { amount, ...query } = withAmount(params, "amount");
      return { query: { ...query, amount: String(amount) } };
    });
  }

  /**
   * Predicts for every bank whether a payer could transfer an amount from it; filter by `result`.
   *
   * Khipu makes one prediction a bank, so it takes the longer the more banks there are: unless `timeoutMs` is given
   * here, the deadline is two minutes, or the client's where that is longer. `predictionResult` reads each result.
   *
   * @throws RangeError when the amount is not one that the currency has.
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getPredictAll` in openapi/instant-payments.v3.yaml
   * @example
   * const { banks } = await khipu.payments.predictAll({
   *   payer_email: "payer@example.com",
   *   amount: 5900,
   *   currency: "CLP",
   * });
   */
  predictAll(params: PredictAllParams, options?: CallOptions): KhipuPromise<BankPredictionList> {
    const timeoutMs = options?.timeoutMs ?? this.#http.atLeast(PREDICT_ALL_TIMEOUT_MS);
    return this.#http.call(getPredictAll, { ...options, timeoutMs }, () => {
      const { amount, ...query } = withAmount(params, "amount");
      return {
        query: { ...query, amount: String(amount) },
      };
    });
  }

  /**
   * Waits until a payment is there, reading it ever more slowly. A notification is the better way; this
   * one is for scripts, tests and the page where a payer waits.
   *
   * @throws {@link KhipuTimeoutError} when the time is up; `last` is the payment as last read.
   * @throws {@link KhipuApiError} when Khipu refuses (a lost answer or a 5xx only delays).
   * @see operation `getPaymentById` in openapi/instant-payments.v3.yaml
   * @example
   * const payment = await khipu.payments.waitFor("gqzdy6chjne9", { timeoutMs: 60_000 });
   */
  async waitFor(paymentId: string, options: WaitForPaymentOptions = {}): Promise<Payment> {
    const get = (call: CallOptions) => this.get(paymentId, call);
    return waitFor("payments.waitFor", this.#http, options, get, paymentTest(options.until));
  }
}

/** Until September 2026 an amount stood in the place of the options. */
function refuseAmount(options: unknown): void {
  if (options === undefined) return;
  if (typeof options === "object" && options !== null && !("amount" in options)) return;
  throw new TypeError(
    "payments.refund takes no amount, it gives back all: " +
      'for a part, refunds.create({ type: "partial", payment_id, amount })',
  );
}
