import type { KhipuMismatchError } from "../errors.js";
import { assertPaidTo, assertSettles } from "../lifecycle/assert-settles.js";
import { settlementKey } from "../lifecycle/settlement-key.js";
import type { Payment } from "../types.js";
import { confirmingHandler } from "../webhooks/handlers/confirming.js";
import type {
  CallbackContext,
  HandlerOptions,
  OrderOptions,
  SettlingContext,
} from "../webhooks/handlers/options.js";
import { requireClient, requireExpect, requireFunctions } from "../webhooks/handlers/settings.js";
import type { MessageBody, RequestHandler } from "../webhooks/handlers/webhook.js";
import type { KhipuV2 } from "./khipu-v2.js";
import {
  type ExpectedPaymentV2,
  parseTokenNotification,
  type TokenNotificationBody,
} from "./notifications.js";

/** What an order expects, or nothing when there is no such order. */
type FoundOrderV2 = ExpectedPaymentV2 | null | undefined;

/** How notifications of version 1.3 are handled. */
export interface TokenNotificationHandlerOptions<Tx = undefined, Writes = unknown>
  extends HandlerOptions<Tx, Writes>, OrderOptions {
  /** Reads the payment that a notification speaks of: your `KhipuV2`. */
  khipu: Pick<KhipuV2, "notifications" | "payments">;
  /**
   * Finds what your order expects of this payment: its `amount` and `currency`, and its `transaction_id` or
   * `payment_id`. Nothing for an order you do not know. The receiver is the client's own.
   *
   * `"skip"` leaves the comparison out: then `onPaid` must make it, e.g. with `assertSettles`. That the payment
   * is paid, and the receiver's, is checked all the same.
   */
  expect:
    | "skip"
    | ((payment: Payment, context: CallbackContext) => FoundOrderV2 | PromiseLike<FoundOrderV2>);
  /** Delivers the order, once per payment, with the claim held. What it throws is a 500. */
  onPaid: (payment: Payment, context: SettlingContext<Tx>) => Writes | PromiseLike<Writes>;
  /** Records a payment that is genuine and not what its order expects, or not paid. */
  onMismatch?: ((error: KhipuMismatchError, payment: Payment) => unknown) | undefined;
  /** Records a payment without an order. Called again with each repetition. */
  onUnknownOrder?: ((payment: Payment) => unknown) | undefined;
}

/**
 * Handles notifications of version 1.3. They are unsigned and hold nothing but a token, so the payment is read
 * from Khipu with it; then it goes as with `webhookHandler`: compare, settle once, answer in time.
 *
 * Pass it to an adapter of `khipu-sdk/webhooks`, e.g. `nodeHandler(tokenNotificationHandler(options))`.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function tokenNotificationHandler<Tx = undefined, Writes = unknown>(
  options: TokenNotificationHandlerOptions<Tx, Writes>,
): RequestHandler {
  const { khipu, expect, onPaid } = options;
  requireClient(["khipu", "payments"], khipu?.payments, ["getByNotificationToken"]);
  requireExpect(expect);
  requireFunctions({ onPaid });
  return confirmingHandler<Payment, Tx, Writes>({
    ...options,
    source: "notification-1.3",
    confirm({ body }, { signal }) {
      const { notification_token } = parseTokenNotification(tokenBody(body));
      return khipu.payments.getByNotificationToken(notification_token, { signal });
    },
    key: ({ payment_id }) => settlementKey(payment_id),
    async accept(payment, context) {
      const receiver_id = khipu.notifications.receiverId;
      if (expect === "skip") {
        assertPaidTo(receiver_id, payment);
        return true;
      }
      const found = await expect(payment, context);
      if (!found) return false;
      // As `notifications.confirm`: a receiver that is left open is the client's own.
      assertSettles(payment, { ...found, receiver_id: found.receiver_id ?? receiver_id });
      return true;
    },
    onConfirmed: (payment, context) => onPaid(payment, context),
  });
}

/** A parsed form is an object of its fields. */
function tokenBody(body: MessageBody): TokenNotificationBody {
  return body as Exclude<TokenNotificationBody, ArrayBuffer>;
}
