import type { Events, SimulatorWarning } from "./events.js";
import { isLoopback } from "./loopback.js";
import { destinationOf } from "./notifications/payment-notifications.js";
import type { PaymentRow } from "./payments/payment.js";
import type { Payments } from "./payments/payments.js";
import type { ReceiverRow } from "./receivers/receiver.js";
import type { Receivers } from "./receivers/receivers.js";

/** Notices what works here and would not work with Khipu; says each thing once. */
export class Warnings {
  readonly #events: Events;
  readonly #told = new Map<SimulatorWarning["code"], SimulatorWarning>();

  constructor(events: Events, payments: Payments, receivers: Receivers) {
    this.#events = events;
    payments.happened.on(({ change, row }) => {
      if (change === "created") this.#check(row, receivers.of(row));
    });
  }

  list(): SimulatorWarning[] {
    return [...this.#told.values()];
  }

  reset(): void {
    this.#told.clear();
  }

  /** Looks at a payment that is being created. */
  #check(payment: PaymentRow, receiver: ReceiverRow): void {
    const destination = destinationOf(payment, receiver);
    if (destination === undefined) return;
    if (isLoopback(new URL(destination.url).hostname)) {
      this.#tell("loopback-notify-url", payment, LOOPBACK_MESSAGE);
    }
    const asked = payment.asked.notify_api_version;
    const isAsked = asked !== undefined || receiver.notifyApiVersion === "3.0";
    if (payment.origin !== "v2" && !isAsked) {
      this.#tell("no-notify-api-version", payment, NO_VERSION_MESSAGE);
    }
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
  'there is a notify_url but no notify_api_version: Khipu has been seen to notify in another form then; set "3.0" for signed JSON';
