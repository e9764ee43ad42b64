import { OPERATIONS } from "./apis/operations.js";
import { Clock } from "./clock.js";
import { Events } from "./events.js";
import { Faults } from "./faults/faults.js";
import { RequestLog } from "./http/request-log.js";
import { Outbox } from "./notifications/outbox.js";
import {
  destinationOf,
  PAYMENT_KINDS,
  renderVersion13,
  renderVersion3,
} from "./notifications/payment-notifications.js";
import { Openpay } from "./openpay/openpay.js";
import type { Settings } from "./options.js";
import { Payments } from "./payments/payments.js";
import type { PaymentRow } from "./payments/payment.js";
import { Predictions } from "./payments/predictions.js";
import { Refunds } from "./payments/refunds.js";
import { Random } from "./random.js";
import type { RandomState } from "./random.js";
import { Receivers } from "./receivers/receivers.js";
import { SimulatorError } from "./simulator-error.js";
import { Store } from "./state/store.js";
import type { Table } from "./state/table.js";
import { Charges } from "./subscriptions/charges.js";
import { Subscriptions } from "./subscriptions/subscriptions.js";
import { Warnings } from "./warnings.js";

/** Where the engine itself stands. */
interface EngineRow {
  readonly id: "engine";
  readonly clockOffsetMs: number;
  readonly ids: RandomState;
}

/** Khipu without HTTP: all that the APIs, the pages and the controls share. */
export class Engine {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly events = new Events();
  readonly store: Store;
  /** Draws ids, keys and tokens. */
  readonly ids: Random;
  readonly faults: Faults;
  readonly warnings: Warnings;
  readonly outbox: Outbox;
  readonly receivers: Receivers;
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly predictions: Predictions;
  readonly subscriptions: Subscriptions;
  readonly charges: Charges;
  readonly openpay: Openpay;
  /** Where the simulator is reached, without a slash at the end. */
  url = "";
  /** The API requests that were answered last. */
  readonly requests = new RequestLog();
  readonly #rows: Table<EngineRow>;

  constructor(settings: Settings) {
    this.settings = settings;
    this.clock = new Clock(settings.now);
    this.store = new Store(settings.dataFile);
    this.ids = new Random(settings.seed, "ids");
    this.faults = new Faults(new Random(settings.seed, "faults"), OPERATIONS);
    this.warnings = new Warnings(this.events);
    this.#rows = this.store.table<EngineRow>("engine");
    this.#goOnFrom(this.#rows.get("engine"));
    const { clock, events, faults, store } = this;
    const { retryDelaysMs, renewTimestamps, notificationTimeoutMs: timeoutMs } = settings;
    this.outbox = new Outbox({
      ...{ clock, events, faults, store },
      ...{ retryDelaysMs, renewTimestamps, timeoutMs },
    });
    const credentials = new Random(settings.seed, "receiver");
    this.receivers = new Receivers(store, settings.receiver, credentials, clock.now());
    this.payments = new Payments(this);
    this.refunds = new Refunds(this);
    this.predictions = new Predictions(this);
    this.subscriptions = new Subscriptions(this);
    this.charges = new Charges(this);
    this.openpay = new Openpay(this);
    this.#registerPaymentNotifications();
    for (const fault of settings.faults) this.faults.plan(fault);
  }

  /** Takes up what an earlier run left unfinished. To be called once {@link Engine.url} is known. */
  resume(): void {
    this.outbox.resume();
    this.payments.resume();
    this.subscriptions.resume();
    this.charges.resume();
    this.openpay.resume();
    this.commit();
  }

  /** Tells a payment's merchant that it was paid; resolves when the first attempt has ended. */
  async notify(row: PaymentRow): Promise<void> {
    const destination = destinationOf(row, this.receivers.of(row));
    this.predictions.learn(row);
    this.charges.made(row);
    const charge = this.openpay.charges.ofPayment(row.id);
    // Its merchant is Openpay's: Openpay tells it.
    if (charge !== undefined) return this.openpay.charges.complete(charge);
    if (destination === undefined) return;
    const { id, firstAttempt } = this.outbox.send({ ...destination, about: row.id });
    row.notificationId = id;
    await firstAttempt;
  }

  /** Writes down what has changed. To be called before anybody is told of it. */
  commit(): void {
    if (this.settings.dataFile === undefined) return;
    const { offsetMs } = this.clock;
    const last = this.#rows.get("engine");
    const isSame = last?.clockOffsetMs === offsetMs && last.ids.join() === this.ids.state.join();
    if (!isSame) this.#rows.put({ id: "engine", clockOffsetMs: offsetMs, ids: this.ids.state });
    this.store.commit();
  }

  /** Forgets everything but the first receiver, its credentials and who listens. */
  reset(): void {
    this.clock.clear();
    this.clock.offsetMs = 0;
    this.outbox.reset();
    this.store.clear();
    this.receivers.reset();
    this.refunds.reset();
    this.warnings.reset();
    this.faults.clear();
    for (const fault of this.settings.faults) this.faults.plan(fault);
    // Without a seed ids go on, so that nothing late from before can be mistaken for something new.
    if (this.settings.isSeeded) this.ids.state = new Random(this.settings.seed, "ids").state;
    this.requests.clear();
    this.commit();
    this.events.emit("reset", {});
  }

  /** Stops everything that waits or is under way. */
  close(): void {
    this.clock.stop();
    this.outbox.reset();
    this.commit();
    this.store.close();
    this.events.clear();
  }

  #goOnFrom(row: EngineRow | undefined): void {
    if (row === undefined) return;
    this.clock.offsetMs = row.clockOffsetMs;
    this.ids.state = row.ids;
  }

  #registerPaymentNotifications(): void {
    const paymentOf = (id: string) => {
      const row = this.payments.get(id);
      if (row === undefined) throw new SimulatorError(`there is no payment ${id}`);
      return row;
    };
    this.outbox.register(PAYMENT_KINDS["3.0"], ({ about }) => {
      const row = paymentOf(about);
      return renderVersion3(row, this.receivers.of(row), this.url);
    });
    this.outbox.register(PAYMENT_KINDS["1.3"], ({ about }) => renderVersion13(paymentOf(about)));
  }
}
