import type { Amount, Payment } from "../types.js";
import type { Listener, SimulatorEvents, SimulatorWarning } from "./events.js";
import type { Fault } from "./faults/fault.js";
import type { RecordedRequest } from "./http/recorded-request.js";
import type { Notification, NotificationAttempt } from "./notifications/notification.js";
import type { SimulatedOpenpay } from "./openpay/controls.js";
import type { RefundControls } from "./payments/refund-controls.js";
import type { PayerOptions } from "./payments/payers.js";
import type { SubscriptionControls } from "./subscriptions/controls.js";

/** How {@link Simulator.pay} pays. */
export interface PayOptions extends PayerOptions {
  /**
   * Pays although the payment has expired, or lets it expire first: Khipu then reconciles it with
   * `out_of_date_conciliation: true`.
   */
  readonly late?: boolean;
}

/**
 * Khipu on your machine: serves its APIs and the payer's pages, and does by hand what payers and banks
 * do.
 *
 * Its controls throw `SimulatorError` for a payment that there is not, or that is in no state for it.
 */
export interface Simulator extends SubscriptionControls, RefundControls {
  /** Where it is reached, e.g. `http://127.0.0.1:49152`; the `baseUrl` of a client. */
  readonly url: string;
  /** The key of its first receiver. */
  readonly apiKey: string;
  /** The secret that signs the first receiver's notifications. */
  readonly webhookSecret: string;
  /** The number of the first receiver. */
  readonly receiverId: number;
  /** Openpay: its credentials, its address and its controls. */
  readonly openpay: SimulatedOpenpay;

  /**
   * Pays a payment, and notifies its merchant.
   *
   * Resolves to the payment once it is `done` and the first attempt to notify has ended, well or badly.
   * A fault that puts the notification off is not waited for; retries go on by themselves.
   */
  pay(id: string, options?: PayOptions): Promise<Payment>;
  /** Lets the payer refuse: `done`, `rejected-by-payer`. Nobody is notified, as with Khipu. */
  reject(id: string): Promise<Payment>;
  /** Leaves a payment `verifying`: the payer has paid, the money is not found yet. */
  verify(id: string, options?: PayerOptions): Promise<Payment>;
  /** Lets a pending payment expire now. It stays `pending`, as with Khipu, and cannot be begun any more. */
  expire(id: string): Promise<Payment>;
  /** Lets the payer report the payment as unsolicited: `done`, `marked-as-abuse`. */
  markAsAbuse(id: string): Promise<Payment>;
  /** Lets the receiver declare that it was paid another way: `done`, `marked-paid-by-receiver`. */
  markPaid(id: string): Promise<Payment>;
  /** Voids a paid payment, as a receiver can in its panel, paid out or not: `done`, `reversed`. */
  reverse(id: string): Promise<Payment>;

  /** All payments as the API reads them back, oldest first. */
  payments(): Payment[];
  /** All notifications with their attempts, oldest first; of one payment if its id is given. */
  notifications(about?: string): Notification[];
  /**
   * Makes one more attempt to notify at once.
   *
   * @param of - A notification's number, or the id of a payment that has one.
   */
  resend(of: number | string): Promise<NotificationAttempt>;
  /** Puts money (pesos) into the first receiver's refund wallet; refunds that waited for it are made. */
  addFunds(amount: Amount): void;

  /** Plans a fault of requests or notifications; the function that it returns takes it back. */
  fault(fault: Fault): () => void;
  /**
   * Moves the clock forward. What falls due on the way happens, each at its own time: payments are
   * verified, retries are made. Resolves when all that has ended.
   */
  advance(ms: number): Promise<void>;
  /** The simulator's time, in milliseconds since 1970. */
  now(): number;

  /** The API request that was answered last, credentials blotted out. */
  lastRequest(): RecordedRequest | undefined;
  /** What the code under test does that would not work with Khipu; each thing once. */
  warnings(): SimulatorWarning[];
  /** Calls a listener with what happens; the function that it returns takes it away again. */
  on<Name extends keyof SimulatorEvents>(name: Name, listener: Listener<Name>): () => void;

  /**
   * Forgets payments, receivers, notifications, added faults and clock moves; address, credentials and
   * listeners stay. With a seed, ids begin anew.
   */
  reset(): void;
  /** Ends every connection, delivery and timer. Nothing keeps the process alive after it. */
  close(): Promise<void>;
}
