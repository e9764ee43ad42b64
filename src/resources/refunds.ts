import type { KhipuConnectionError } from "../errors.js";
import {
  getPaymentById,
  getRefundWalletBalance,
  postRefund,
} from "../../generated/instant-payments.v3/calls.js";
import type { Http } from "../http/http.js";
import type { KhipuPromise } from "../http/khipu-promise.js";
import { byId, paramsObject } from "../http/path-id.js";
import { wireAmount } from "../lifecycle/amount.js";
import type { CallOptions } from "../options.js";
import { type RefundResult, refundResult } from "../lifecycle/refund-result.js";
import type { CreateRefundParams, Payment, Refund, RefundWallet } from "../types.js";

/** What `refunds.resolve` found. */
export interface ResolvedRefund {
  readonly result: RefundResult;
  /** The payment as it was read to find out. */
  readonly payment: Payment;
}

/** Refunds out of the refund wallet. */
export class Refunds {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Refunds a payment from the wallet, within 180 days of its conciliation. Several partial refunds are
   * allowed, until `remaining` is 0.
   *
   * Khipu does not remove duplicates, and has been seen to answer 500 to a refund that it made: after
   * `outcome: "unknown"` look at the payment's `status_detail` before you repeat it.
   *
   * @throws RangeError when the amount is no positive decimal number; TypeError when it does not fit `type`.
   * @throws {@link KhipuApiError} when Khipu refuses: `fieldErrors` names `payment_id` (not refundable),
   *   `amount` (more than is left) or `receiver_id` (no wallet).
   * @throws {@link KhipuConnectionError} | {@link KhipuTimeoutError} when no answer came; see `outcome`.
   * @see operation `postRefund` in openapi/instant-payments.v3.yaml
   * @example
   * await khipu.refunds.create({ type: "partial", payment_id: "gqzdy6chjne9", amount: "1000" });
   */
  create(params: CreateRefundParams, options?: CallOptions): KhipuPromise<Refund> {
    return this.#http.call(
      postRefund,
      options,
      () => ({ body: refundBody(paramsObject(params)) }),
      { refund: { ...params } },
    );
  }

  /**
   * Says whether a refund or a void that failed went through all the same, by reading the payment.
   *
   * It takes the error of `refunds.create`, `payments.void` or `payments.refund`, of 2.0 too. Repeat it only after
   * `not_refunded`; what Khipu is still working on may not show yet, so wait some minutes first.
   *
   * @param before - The payment as it was read before the refund. With it `refunded` says that what is given back
   *   grew by exactly this amount. Without it a part cannot be told from an earlier one and is `unknown`, and
   *   `refunded` says that all is given back, by whichever refund.
   * @throws TypeError when the error is not that of a refund, or `before` is another payment.
   * @throws {@link KhipuApiError} | {@link KhipuConnectionError} | {@link KhipuTimeoutError} when the
   *   payment cannot be read.
   * @see operation `getPaymentById` in openapi/instant-payments.v3.yaml
   * @example
   * const before = await khipu.payments.get("gqzdy6chjne9");
   * try {
   *   await khipu.refunds.create({ type: "full", payment_id: before.payment_id });
   * } catch (error) {
   *   const { result } = await khipu.refunds.resolve(error, before);
   *   console.log(result);
   * }
   */
  async resolve(error: unknown, before?: Payment, options?: CallOptions): Promise<ResolvedRefund> {
    const { refund, outcome, operation = "" } = Object(error) as Partial<KhipuConnectionError>;
    if (!refund) throw new TypeError("error must be that of a refund or a void");
    if (before && before.payment_id !== refund.payment_id) {
      throw new TypeError(`before must be payment ${refund.payment_id} as it was`);
    }
    const payment = await this.#http.call(getPaymentById, options, () =>
      byId("payment_id", refund.payment_id),
    );
    const isKnown = outcome === "rejected" || outcome === "not_sent";
    const lost = { operation, amount: refund.amount };
    return { result: isKnown ? "not_refunded" : refundResult(lost, payment, before), payment };
  }
}

/** The wallet that refunds are paid from. */
export class RefundWalletResource {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Reads the wallet's balance. A 400 whose `fieldErrors` name `receiver_id` says that there is no wallet.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation `getRefundWalletBalance` in openapi/instant-payments.v3.yaml
   * @example
   * const { balance } = await khipu.refundWallet.get();
   */
  get(options?: CallOptions): KhipuPromise<RefundWallet> {
    return this.#http.call(getRefundWalletBalance, options, () => ({}));
  }
}

function refundBody({ type, payment_id, amount }: CreateRefundParams) {
  if (type === "partial") return { type, payment_id, amount: String(wireAmount("amount", amount)) };
  if (type !== "full") throw new TypeError('type must be "full" or "partial"');
  if (amount !== undefined) throw new TypeError('amount must be left out with type "full"');
  return { type, payment_id };
}
