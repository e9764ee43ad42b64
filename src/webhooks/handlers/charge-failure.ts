import { type Difference, KhipuMismatchError } from "../../errors.js";
import type { PaymentReader } from "../../lifecycle/payment-reader.js";
import { isPaid, paymentState, type PaymentState } from "../../lifecycle/payment-state.js";
import type { ChargeFailure, Payment } from "../../types.js";
import { parseChargeFailure } from "./callbacks.js";
import { confirmingHandler } from "./confirming.js";
import type { CallbackContext, HandlerOptions, OrderOptions, SettlingContext } from "./options.js";
import { deliveryError, OPERATION, Refusal } from "./refusal.js";
import { allowFunctions, requireClient, requireFunctions } from "./settings.js";
import { noSuchOrder } from "./verdicts.js";
import type { RequestHandler } from "./webhook.js";

/** A charge that is said to have failed, with what Khipu knows of its payment. */
export interface FailedCharge {
  /** What was posted. Nobody signed it: show `error_message` to nobody as Khipu's word. */
  readonly failure: ChargeFailure;
  /** The payment as it is now; it is not paid. */
  readonly payment: Payment;
  /** Its state. While it is `pending` or `verifying` it may still be paid: charge nothing again. */
  readonly state: PaymentState;
}

/** How the callbacks of failed charges are handled. */
export interface ChargeFailureHandlerOptions<Tx = undefined, Writes = unknown>
  extends HandlerOptions<Tx, Writes>, OrderOptions {
  /** Reads the payment: your `Khipu`. */
  khipu: PaymentReader;
  /**
   * Finds the `payment_id` that `chargeIntents.create` gave for this charge, where the callback has none: those
   * before September 2026. Nothing for a charge you do not know; without `findPaymentId` none of them is known.
   */
  findPaymentId?:
    | ((
        failure: ChargeFailure,
        context: CallbackContext,
      ) => string | null | undefined | PromiseLike<string | null | undefined>)
    | undefined;
  /** Takes note of the failure, or returns the writes that do (batch stores). Called once per payment and state. */
  onFailed: (charge: FailedCharge, context: SettlingContext<Tx>) => Writes | PromiseLike<Writes>;
  /**
   * Records a callback that Khipu contradicts: the charge is paid, or its payment has another `transaction_id`. It is
   * a forgery, or Khipu's own contradiction.
   */
  onMismatch?: ((error: KhipuMismatchError, charge: FailedCharge) => unknown) | undefined;
}

/**
 * Handles what Khipu posts to a charge's `error_response_url`. It is unsigned, so the payment is read from
 * Khipu first: of one that is paid, or that has another `transaction_id`, no failure is handed on.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function chargeFailureHandler<Tx = undefined, Writes = unknown>(
  options: ChargeFailureHandlerOptions<Tx, Writes>,
): RequestHandler {
  const { khipu, findPaymentId, onFailed, onError } = options;
  requireClient(["khipu", "payments"], khipu?.payments, ["get"]);
  requireFunctions({ onFailed, onError });
  allowFunctions({ findPaymentId });
  return confirmingHandler<FailedCharge, Tx, Writes>({
    ...options,
    source: "charge-failure",
    async confirm({ body }, context) {
      const failure = parseChargeFailure(body);
      // An empty one is none.
      const isTold = Boolean(failure.payment_id);
      const paymentId = isTold ? failure.payment_id : await findPaymentId?.(failure, context);
      if (!paymentId) throw unknownCharge(options.unknownOrderStatus);
      const payment = await khipu.payments.get(paymentId, { signal: context.signal });
      return { failure, payment, state: paymentState(payment) };
    },
    key: ({ payment, state }) => `charge-failure:${payment.payment_id}:${state}`,
    accept(charge) {
      const differences = contradictions(charge);
      if (differences.length === 0) return true;
      throw new KhipuMismatchError(OPERATION, differences);
    },
    onConfirmed: (charge, context) => onFailed(charge, context),
  });
}

/** In what Khipu contradicts the callback. */
function contradictions({ failure, payment, state }: FailedCharge): Difference[] {
  const { payment_id, transaction_id: told } = failure;
  const { transaction_id: actual } = payment;
  const differences: Difference[] = [];
  if (isPaid(payment)) differences.push({ field: "status", expected: "not paid", actual: state });
  // Whoever posts the id of a payment of yours must not give it the name of another charge.
  if (payment_id && told && actual && told !== actual) {
    differences.push({ field: "transaction_id", expected: told, actual });
  }
  return differences;
}

/** As an unknown order: the failure may be faster than your note of the charge. */
function unknownCharge(status = 404): Refusal {
  return new Refusal(noSuchOrder(status), deliveryError("no such charge is known"));
}
