import {
  assertNotificationSettles,
  assertSettles,
  type ExpectedPayment,
} from "../../lifecycle/assert-settles.js";
import type { PaymentReader } from "../../lifecycle/payment-reader.js";
import { settlementKey } from "../../lifecycle/settlement-key.js";
import type { Payment, PaymentNotification } from "../../types.js";
import type { VerifyOptions } from "../options.js";
import { verifyNotification } from "../verify.js";
import { createWebhook } from "./core.js";
import type { CallbackContext, HandlerOptions, OrderOptions, SettlingContext } from "./options.js";
import type { Message, Mismatch, Steps } from "./settle.js";
import {
  checkVerifying,
  readSettings,
  requireBoolean,
  requireClient,
  requireExpect,
  requireFunctions,
} from "./settings.js";
import type { Webhook } from "./webhook.js";

/** What an order expects, or nothing when there is no such order. */
export type FoundOrder = ExpectedPayment | null | undefined;

/** What `onPaid` is given besides the payment. */
export interface PaidContext<Tx> extends SettlingContext<Tx> {
  /** The notification that brought it, verified. */
  readonly notification: PaymentNotification;
}

/** What the handlers of notifications 3.0 share, whether the payment is read again or not. */
export interface NotificationOptions<Tx, Writes = unknown>
  extends HandlerOptions<Tx, Writes>, OrderOptions, VerifyOptions {
  /**
   * Finds what your order expects of this payment: your own `receiver_id`, its `amount` and `currency`, and
   * its `transaction_id` or `payment_id`. Nothing for an order you do not know.
   *
   * A verified notification only says that somebody paid something to somebody's account with your secret. `"skip"`
   * leaves the comparison out: then `onPaid` must make it, e.g. with `assertSettles`.
   */
  expect:
    | "skip"
    | ((
        notification: PaymentNotification,
        context: CallbackContext,
      ) => FoundOrder | PromiseLike<FoundOrder>);
  /**
   * Records a payment that is genuine and not what its order expects, so that a person looks at it. Nothing
   * was settled. What it throws is a 500, so that it is told again.
   */
  onMismatch?: ((error: Mismatch, notification: PaymentNotification) => unknown) | undefined;
  /** Records a payment without an order. Called again with each repetition. */
  onUnknownOrder?: ((notification: PaymentNotification) => unknown) | undefined;
}

/** The signed notification is believed: `onPaid` is given what it says. */
export interface TrustingOptions<Tx, Writes = unknown> {
  confirmWithKhipu?: false | undefined;
  /**
   * Delivers the order. It is called once per payment, with the claim held; what it throws gives the claim
   * back and is answered 500, so that Khipu tries again.
   *
   * With a batch store nothing is held: it returns the list of its writes, which are committed with the mark "settled"
   * unless another notification of the same payment was faster. Until then it must change nothing.
   *
   * Throw a `KhipuMismatchError` (`assertSettles` does) to say that the payment is not the order's.
   */
  onPaid: (payment: PaymentNotification, context: PaidContext<Tx>) => Writes | PromiseLike<Writes>;
}

/** The payment is read from Khipu before it is settled: `onPaid` is given what Khipu answers now. */
export interface ConfirmingOptions<Tx, Writes = unknown> {
  /**
   * Reads the payment from Khipu before it is claimed, and compares that too. Costs a request for each notification
   * of what is not settled yet; it brings `status_detail`, and protects from a secret that somebody else knows.
   *
   * @defaultValue false
   */
  confirmWithKhipu: true;
  /** Reads it: your `Khipu`. */
  khipu: PaymentReader;
  /** As without `confirmWithKhipu`, but the payment is as Khipu has it. */
  onPaid: (payment: Payment, context: PaidContext<Tx>) => Writes | PromiseLike<Writes>;
}

/** How notifications of version 3.0 are handled. */
export type NotificationHandlerOptions<Tx = undefined, Writes = unknown> = NotificationOptions<
  Tx,
  Writes
> &
  (TrustingOptions<Tx, Writes> | ConfirmingOptions<Tx, Writes>);

/** A payment that is the order's: the notification's own word, or what was read from Khipu. */
interface Accepted<Paid> {
  readonly notification: PaymentNotification;
  readonly payment: Paid;
}

/** Makes the webhook of notifications 3.0. */
export function notificationWebhook<Tx>(options: NotificationHandlerOptions<Tx>): Webhook {
  const settings = readSettings(options);
  const { expect, onPaid, confirmWithKhipu = false } = options;
  checkVerifying(options, settings.store.retentionMs);
  requireExpect(expect);
  requireFunctions({ onPaid });
  requireBoolean("confirmWithKhipu", confirmWithKhipu);
  if (options.confirmWithKhipu) {
    requireClient(["khipu", "payments"], options.khipu?.payments, ["get"]);
  }
  return options.confirmWithKhipu
    ? createWebhook(confirmingSteps(options), settings, { source: "notification" })
    : createWebhook(trustingSteps(options), settings, { source: "notification" });
}

function trustingSteps<Tx>(
  options: NotificationOptions<Tx> & TrustingOptions<Tx>,
): Steps<PaymentNotification, Accepted<PaymentNotification>, Tx> {
  return {
    ...openingSteps(options),
    async accept(notification, context) {
      const expected = await expectedOf(notification, options, context);
      return expected && { notification, payment: notification };
    },
    settle: ({ notification, payment }, context) =>
      options.onPaid(payment, { ...context, notification }),
  };
}

function confirmingSteps<Tx>(
  options: NotificationOptions<Tx> & ConfirmingOptions<Tx>,
): Steps<PaymentNotification, Accepted<Payment>, Tx> {
  return {
    ...openingSteps(options),
    isCostly: true,
    async accept(notification, context) {
      const expected = await expectedOf(notification, options, context);
      if (!expected) return undefined;
      const { signal } = context;
      const payment = await options.khipu.payments.get(notification.payment_id, { signal });
      assertSettles(payment, expected);
      return { notification, payment };
    },
    settle: ({ notification, payment }, context) =>
      options.onPaid(payment, { ...context, notification }),
  };
}

function openingSteps<Tx>(options: NotificationOptions<Tx>) {
  const { onMismatch, onUnknownOrder } = options;
  return {
    // It refuses whatever is neither text nor bytes.
    open: ({ body, headers }: Message) => verifyNotification(body as Uint8Array, headers, options),
    keyOf: ({ payment_id }: PaymentNotification) => settlementKey(payment_id),
    onMismatch,
    onUnknownOrder,
  };
}

/** The order's terms, compared with the notification; its own when the comparison is left out. */
async function expectedOf<Tx>(
  notification: PaymentNotification,
  { expect }: NotificationOptions<Tx>,
  context: CallbackContext,
): Promise<ExpectedPayment | undefined> {
  const { payment_id } = notification;
  if (expect === "skip") {
    const { receiver_id, amount, currency } = notification;
    return { receiver_id, amount, currency, payment_id };
  }
  const found = await expect(notification, context);
  if (!found) return undefined;
  assertNotificationSettles(notification, found);
  return { ...found, payment_id };
}
