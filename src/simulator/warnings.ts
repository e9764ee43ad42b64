import type { Events, SimulatorWarning } from "./events.js";
import { isLoopback } from "./loopback.js";
import { destinationOf, PAYMENT_KINDS } from "./notifications/payment-notifications.js";
import type { PaymentRow } from "./payments/payment.js";
import type { ReceiverRow } from "./receivers/receiver.js";

/** Notices what works here and would not work with Khipu; says each thing once. */
export class Warnings {
  readonly #events: Events;
  readonly #told = new Map<SimulatorWarning["code"], SimulatorWarning>();

  constructor(events: Events) {
    this.#events = events;
  }

  list(): SimulatorWarning[] {
    return [...this.#told.values()];
  }

  /** Looks at a payment that is being created. */
  check(payment: PaymentRow, receiver: ReceiverRow): void {
    const destination = destinationOf(payment, receiver);
    if (destination === undefined) return;
    if (isLoopback(new URL(destination.url).hostname)) {
      this.#tell("loopback-notify-url", payment, LOOPBACK_MESSAGE);
    }
    const isUnasked = !payment.asked.notify_api_version;
    if (isUnasked && destination.kind === PAYMENT_KINDS["1.3"]) {
      this.#tell("no-notify-api-version", payment, NO_VERSION_MESSAGE);
    }
  }

  reset(): void {
    this.#told.clear();
  }

  #tell(code: SimulatorWarning["code"], payment: PaymentRow, message: string): void {
    if (this.#told.has(code)) return;
    const warning = { code, message, paymentId: payment.id };
    this.#told.set(code, warning);
    this.#events.emit("warning", warning);
  }
}

const LOOPBACK_MESSAGE =
  "notify_url is a loopback address: the simulator takes it, Khipu refuses it with a 400";
const NO_VERSION_MESSAGE =
  'there is a notify_url but no notify_api_version: the notification will be the form of version 1.3; set "3.0" for signed JSON';
