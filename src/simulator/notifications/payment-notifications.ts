import type { Ground } from "../ground.js";
import type { PaymentRow } from "../payments/payment.js";
import type { Payments } from "../payments/payments.js";
import { viewNotification } from "../payments/payment-view.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Receivers } from "../receivers/receivers.js";
import { SimulatorError } from "../simulator-error.js";
import type { Envelope } from "./notification.js";
import type { Outbox } from "./outbox.js";

/** The notifications of a payment, by the version that was asked for. */
export const PAYMENT_KINDS = { "3.0": "payment-3.0", "1.3": "payment-1.3" } as const;

/** The parts that notifications of payments are made of. */
export interface NotificationParts {
  readonly outbox: Outbox;
  readonly payments: Payments;
  readonly receivers: Receivers;
}

/** Tells merchants of payments that were paid. */
export class PaymentNotifications {
  readonly #ground: Ground;
  readonly #parts: NotificationParts;

  constructor(ground: Ground, parts: NotificationParts) {
    this.#ground = ground;
    this.#parts = parts;
  }

  /** Begins to tell. */
  listen(): void {
    const { outbox, payments, receivers } = this.#parts;
    outbox.register(PAYMENT_KINDS["3.0"], ({ about }) => {
      const row = this.#payment(about);
      return renderVersion3(row, receivers.of(row), this.#ground.url);
    });
    outbox.register(PAYMENT_KINDS["1.3"], ({ about }) => renderVersion13(this.#payment(about)));
    payments.happened.on(({ change, row }) => (change === "paid" ? this.#tell(row) : undefined));
  }

  /** Resolves when the first attempt has ended. */
  async #tell(row: PaymentRow): Promise<void> {
    const { outbox, receivers } = this.#parts;
    const destination = destinationOf(row, receivers.of(row));
    if (destination === undefined) return;
    const { id, firstAttempt } = outbox.send({ ...destination, about: row.id });
    row.notificationId = id;
    await firstAttempt;
  }

  #payment(id: string): PaymentRow {
    const row = this.#parts.payments.get(id);
    if (row === undefined) throw new SimulatorError(`there is no payment ${id}`);
    return row;
  }
}

/**
 * Where a payment's notification goes and in which form, or `undefined` when nobody is to be told: Openpay
 * tells its merchant itself.
 */
export function destinationOf(
  payment: PaymentRow,
  receiver: ReceiverRow,
): { url: string; kind: string } | undefined {
  const url = payment.asked.notify_url ?? receiver.notifyUrl;
  if (url === "" || payment.origin === "openpay") return undefined;
  const own = payment.origin === "v2" ? "1.3" : "3.0";
  const version = payment.asked.notify_api_version ?? receiver.notifyApiVersion ?? own;
  return { url, kind: version === "3.0" ? PAYMENT_KINDS["3.0"] : PAYMENT_KINDS["1.3"] };
}

/** Notification 3.0: signed JSON, slashes escaped as in Khipu's own. */
function renderVersion3(payment: PaymentRow, receiver: ReceiverRow, baseUrl: string): Envelope {
  const body = JSON.stringify(viewNotification(payment, receiver, baseUrl));
  return {
    contentType: "application/json",
    body: body.replaceAll("/", "\\/"),
    secret: receiver.secret,
  };
}

/** Notification 1.3: an unsigned form with a token, to be exchanged for the payment. */
function renderVersion13(payment: PaymentRow): Envelope {
  return {
    contentType: "application/x-www-form-urlencoded",
    body: `api_version=1.3&notification_token=${payment.token}`,
  };
}
