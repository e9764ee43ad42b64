import { OPERATIONS } from "./apis/operations.js";
import { Faults } from "./faults/faults.js";
import { Ground } from "./ground.js";
import { RequestLog } from "./http/request-log.js";
import { Outbox } from "./notifications/outbox.js";
import { PaymentNotifications } from "./notifications/payment-notifications.js";
import { Openpay } from "./openpay/openpay.js";
import type { Settings } from "./options.js";
import { Payments } from "./payments/payments.js";
import { Predictions } from "./payments/predictions.js";
import { Refunds } from "./payments/refunds.js";
import { Voids } from "./payments/voids.js";
import { Random } from "./random.js";
import { Receivers } from "./receivers/receivers.js";
import { Charges } from "./subscriptions/charges.js";
import { Subscriptions } from "./subscriptions/subscriptions.js";
import { Warnings } from "./warnings.js";

/**
 * Khipu without HTTP: all that the APIs, the pages and the controls share.
 *
 * Its parts are handed what they are built from, and none of them knows the engine: what one has to know of
 * another that is built from it, it is told by a {@link Signal}.
 */
export class Engine extends Ground {
  readonly faults: Faults;
  readonly warnings: Warnings;
  readonly outbox: Outbox;
  readonly receivers: Receivers;
  readonly payments: Payments;
  readonly voids: Voids;
  readonly refunds: Refunds;
  readonly predictions: Predictions;
  readonly subscriptions: Subscriptions;
  readonly charges: Charges;
  readonly openpay: Openpay;
  /** The API requests that were answered last. */
  readonly requests = new RequestLog();

  constructor(settings: Settings) {
    super(settings);
    const { clock, store } = this;
    this.faults = new Faults(new Random(settings.seed, "faults"), OPERATIONS);
    this.outbox = new Outbox(this, this.faults);
    const credentials = new Random(settings.seed, "receiver");
    this.receivers = new Receivers(store, settings.receiver, credentials, clock.now());
    const { faults, outbox, receivers } = this;
    this.payments = new Payments(this, receivers);
    const { payments } = this;
    this.warnings = new Warnings(this.events, payments, receivers);
    this.voids = new Voids(this, payments);
    this.refunds = new Refunds(this, payments, receivers);
    this.predictions = new Predictions(this, payments);
    this.subscriptions = new Subscriptions(this, outbox);
    const { subscriptions } = this;
    this.charges = new Charges(this, { faults, outbox, payments, receivers, subscriptions });
    this.openpay = new Openpay(this, { outbox, payments, receivers });
    new PaymentNotifications(this, { outbox, payments, receivers }).listen();
    for (const fault of settings.faults) faults.plan(fault);
  }

  /** Takes up what an earlier run left unfinished. To be called once {@link Ground.url} is known. */
  resume(): void {
    this.outbox.resume();
    this.payments.resume();
    this.refunds.resume();
    this.subscriptions.resume();
    this.charges.resume();
    this.openpay.resume();
    this.commit();
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
}
