import type { Charge } from "../openpay/types.js";
import type { Payment, Subscription } from "../types.js";
import type { Notification, NotificationAttempt } from "./notifications/notification.js";
import type { RecordedRequest } from "./http/recorded-request.js";

/** What happened to a payment. */
export type PaymentChange =
  | "created"
  | "verifying"
  | "paid"
  | "rejected"
  | "markedAsAbuse"
  | "markedPaid"
  | "reversed"
  | "refunded"
  | "refundFunded"
  | "refundAuthorized"
  | "refundPaidOut"
  | "refundExpired"
  | "voidPaidOut"
  | "confirmed"
  | "expired"
  | "deleted";

/** What happened to a subscription. */
export type SubscriptionChange = "created" | "signed" | "enabled" | "disabled" | "discarded";

/** What happened to a charge to a subscription. */
export type ChargeChange = "created" | "made" | "failed";

/** What happened to a charge of Openpay's. */
export type OpenpayChargeChange =
  "created" | "succeeded" | "failed" | "refundPending" | "refunded" | "refundFailed";

/** What the simulator tells of, by name. */
export interface SimulatorEvents {
  /** A request to one of the APIs was answered (or cut off by a fault). */
  request: RecordedRequest;
  /** A payment was created or changed. */
  payment: { change: PaymentChange; payment: Payment };
  /** A subscription was created or changed. */
  subscription: { change: SubscriptionChange; subscription: Subscription };
  /** A charge to a subscription was taken, made, or failed; `payment` is what it is read back as. */
  charge: { change: ChargeChange; subscriptionId: string; payment: Payment };
  /** A charge of Openpay's was created or changed, or its refund was. */
  openpayCharge: { change: OpenpayChargeChange; charge: Charge };
  /** An attempt to deliver a notification has ended. */
  notification: { notification: Notification; attempt: NotificationAttempt };
  /** The code under test does something that works here and would not work with Khipu. */
  warning: SimulatorWarning;
  /** The clock was moved by hand, by so many milliseconds. */
  clock: { advancedMs: number };
  /** Everything was forgotten. */
  reset: Record<string, never>;
}

/** Something that works here and would not work with Khipu. */
export interface SimulatorWarning {
  readonly code: "loopback-notify-url" | "no-notify-api-version";
  readonly message: string;
  /** The payment that showed it first; each code is told once. */
  readonly paymentId: string;
}

/** Called with what happened. What it throws does not reach the simulator. */
export type Listener<Name extends keyof SimulatorEvents> = (event: SimulatorEvents[Name]) => void;

/** Tells listeners what happens, in the order in which they came. */
export class Events {
  readonly #listeners: { [Name in keyof SimulatorEvents]: Set<Listener<Name>> } = {
    request: new Set(),
    payment: new Set(),
    subscription: new Set(),
    charge: new Set(),
    openpayCharge: new Set(),
    notification: new Set(),
    warning: new Set(),
    clock: new Set(),
    reset: new Set(),
  };

  /** @returns a function that takes the listener away again. */
  on<Name extends keyof SimulatorEvents>(name: Name, listener: Listener<Name>): () => void {
    const listeners = this.#listeners[name];
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Whether anybody would hear; spares making an event that nobody asked for. */
  isHeard(name: keyof SimulatorEvents): boolean {
    return this.#listeners[name].size > 0;
  }

  emit<Name extends keyof SimulatorEvents>(name: Name, event: SimulatorEvents[Name]): void {
    for (const listener of [...this.#listeners[name]]) {
      try {
        listener(event);
      } catch (error) {
        // A failing listener is the test's failure, not the end of what the simulator was doing.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    for (const listeners of Object.values(this.#listeners)) listeners.clear();
  }
}
