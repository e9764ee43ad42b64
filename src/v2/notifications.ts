import { fieldsOf } from "../fields.js";
import { KhipuNotificationError } from "../errors.js";
import {
  assertSettles,
  type ExpectedByPayment,
  type ExpectedByTransaction,
  type ExpectedTerms,
} from "../lifecycle/assert-settles.js";
import type { CallOptions } from "../options.js";
import type { Payment } from "../types.js";
import { rawBody, textOf } from "../webhooks/body.js";
import type { PaymentsV2 } from "./payments.js";
import type { TokenNotification } from "./types.js";

/** The body of a notification 1.3: the form as it came, or as a framework parsed it. It is unsigned either way. */
export type TokenNotificationBody =
  string | Uint8Array | ArrayBuffer | URLSearchParams | Readonly<Record<string, unknown>>;

/** What the order expects; without `receiver_id` it is the client's own. */
export type ExpectedPaymentV2 = Omit<ExpectedTerms, "receiver_id"> &
  Partial<Pick<ExpectedTerms, "receiver_id">> &
  (ExpectedByTransaction | ExpectedByPayment);

/** Finds what the order expects, once the payment says which order it is. Nothing for an unknown order. */
export type FindExpectedV2 = (
  payment: Payment,
) => ExpectedPaymentV2 | null | undefined | PromiseLike<ExpectedPaymentV2 | null | undefined>;

const OPERATION = "parseTokenNotification";

/**
 * Reads a notification of version 1.3. It is unsigned and says nothing but "look": read the payment.
 *
 * @throws {@link KhipuNotificationError} when it is no notification of version 1.3.
 */
export function parseTokenNotification(body: TokenNotificationBody): TokenNotification {
  const fields = formFields(body);
  const token = fields["notification_token"];
  const version = fields["api_version"] ?? fields["notification_api_version"];
  if (typeof token !== "string" || token === "") {
    throw refusal(
      "the body has no notification_token: a notification 3.0 is JSON, see khipu-sdk/webhooks",
    );
  }
  if (version !== "1.3") throw refusal("its api_version is not 1.3");
  return { api_version: version, notification_token: token };
}

/** Notifications of version 1.3, which only reading the payment makes true. */
export class NotificationsV2 {
  /** The receiver whose payments these are. */
  readonly receiverId: string;
  readonly #payments: PaymentsV2;

  /** @internal */
  constructor(payments: PaymentsV2, receiverId: string) {
    this.#payments = payments;
    this.receiverId = receiverId;
  }

  /**
   * Parses a notification, reads its payment from Khipu, and compares it with the order: paid, and
   * receiver, reference, currency and amount as expected. Settle once per `payment_id`: Khipu repeats itself.
   *
   * @param expected What the order expects, or a function that finds it once the payment is read.
   * @throws {@link KhipuNotificationError} when the body is no notification of version 1.3.
   * @throws {@link KhipuMismatchError} when the payment is not paid or not the order's.
   * @throws {@link KhipuApiError} | {@link KhipuConnectionError} | {@link KhipuTimeoutError} when the
   *   payment cannot be read: answer 5xx, so that Khipu tries again.
   * @see operation `getPayments` in openapi/instant-payments.v2.yaml
   * @example
   * const payment = await khipuV2.notifications.confirm(body, {
   *   transaction_id: "1042",
   *   amount: 5900,
   *   currency: "CLP",
   * });
   */
  async confirm(
    body: TokenNotificationBody,
    expected: ExpectedPaymentV2 | FindExpectedV2,
    options?: CallOptions,
  ): Promise<Payment> {
    const { notification_token } = parseTokenNotification(body);
    const payment = await this.#payments.getByNotificationToken(notification_token, options);
    const found = typeof expected === "function" ? await expected(payment) : expected;
    if (!found) throw refusal(`no order is known for payment ${payment.payment_id}`);
    assertSettles(payment, { ...found, receiver_id: found.receiver_id ?? this.receiverId });
    return payment;
  }
}

function formFields(body: TokenNotificationBody): Readonly<Record<string, unknown>> {
  if (typeof body === "string") return Object.fromEntries(new URLSearchParams(textOf(body)));
  if (body instanceof URLSearchParams) return Object.fromEntries(body);
  const isBytes =
    ArrayBuffer.isView(body) || Object.prototype.toString.call(body).includes("ArrayBuffer");
  // By its tag: a buffer of another realm is no instance of ours.
  if (isBytes) return formFields(textOf(rawBody(body)));
  return fieldsOf(body);
}

function refusal(problem: string): KhipuNotificationError {
  return new KhipuNotificationError(OPERATION, "not-a-notification", problem);
}
