import type { Payment } from "../types.js";
import { isFinal, type PaymentState, paymentState } from "./payment-state.js";
import type { WaitOptions } from "./wait.js";

/** Options of `payments.waitFor`. */
export interface WaitForPaymentOptions extends WaitOptions {
  /**
   * What to wait for: a state, any of several, or a test of the payment.
   *
   * @defaultValue any state that waiting cannot change: all but `pending`, `verifying` and `unknown`
   */
  until?: PaymentState | readonly PaymentState[] | ((payment: Payment) => boolean);
}

/** Makes one test of the three ways to say what is waited for. */
export function paymentTest(until: WaitForPaymentOptions["until"]): (payment: Payment) => boolean {
  if (typeof until === "function") return until;
  const states: readonly PaymentState[] | undefined = typeof until === "string" ? [until] : until;
  return (payment) => {
    const state = paymentState(payment);
    return states ? states.includes(state) : isFinal(state);
  };
}
