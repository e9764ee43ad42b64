import type { Payment } from "../types.js";

/** As much of a client as reading a payment takes: a `Khipu` or a `KhipuV2`. */
export interface PaymentReader {
  readonly payments: {
    get(paymentId: string, options?: { signal?: AbortSignal }): PromiseLike<Payment>;
  };
}
