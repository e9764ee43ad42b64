import type { components } from "../../../generated/automatic-payments.v1/schema.js";
import type { ChargeFailure } from "../../types.js";
import type { Ground } from "../ground.js";
import type { ChargeChange } from "../events.js";
import { FAULTS } from "../faults/catalogue.js";
import type { Faults } from "../faults/faults.js";
import { invalid } from "../http/refusal.js";
import type { Outbox } from "../notifications/outbox.js";
import { payerOf } from "../payments/payers.js";
import type { PaymentRow } from "../payments/payment.js";
import type { Payments } from "../payments/payments.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Receivers } from "../receivers/receivers.js";
import { SimulatorError } from "../simulator-error.js";
import type { Table } from "../state/table.js";
import type { SubscriptionRow } from "./subscription.js";
import { checkCharge } from "./charge-rules.js";
import { urlComplaints } from "./subscription-rules.js";
import type { Subscriptions } from "./subscriptions.js";

type ChargeRequest = components["schemas"]["ChargeIntentCreate"];

/** A charge as the simulator remembers it, beside its payment. */
export interface ChargeRow {
  /** The payment's. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly errorUrl: string;
  /** When and why it is going to fail, if it is. */
  failure?: { readonly at: number; readonly message: string };
}

/** The parts that charges are made of. */
export interface ChargeParts {
  readonly faults: Faults;
  readonly outbox: Outbox;
  readonly payments: Payments;
  readonly receivers: Receivers;
  readonly subscriptions: Subscriptions;
}

const CALLBACK = "charge-failure";
/** Why a charge fails, unless something else is said. */
const NO_FUNDS: string = FAULTS["failed-charge"].parameters.message.default;

/** Charges to subscriptions: ordinary payments that nobody has to pay by hand. */
export class Charges {
  readonly #ground: Ground;
  readonly #parts: ChargeParts;
  readonly #table: Table<ChargeRow>;

  constructor(ground: Ground, parts: ChargeParts) {
    this.#ground = ground;
    this.#parts = parts;
    this.#table = ground.store.table<ChargeRow>("subscription-charges");
    parts.outbox.register(CALLBACK, ({ payload = "" }) => ({
      contentType: "application/json",
      body: payload,
    }));
    parts.payments.happened.on(({ change, row }) => {
      if (change === "paid") this.#made(row);
    });
  }

  /**
   * Takes a charge. Its payment is `verifying` until it is made, or fails.
   *
   * @throws {@link Refusal} 404 for a subscription that this receiver does not have; 422 for what it does not
   * allow, with a code; 400 for what no payment may have.
   */
  create(receiver: ReceiverRow, request: ChargeRequest): PaymentRow {
    const { payments, subscriptions } = this.#parts;
    const subscription = subscriptions.ofReceiver(receiver, request.subscription_id);
    const complaints = urlComplaints("error_response_url", request.error_response_url);
    if (complaints.length > 0) throw invalid(complaints);
    const charges = this.#counted(subscription.id);
    checkCharge(request, subscription, { charges, nowMs: this.#ground.clock.now() });
    const { subscription_id: subscriptionId, error_response_url: errorUrl, ...asked } = request;
    const { currency } = subscription;
    const payment = payments.create(receiver, { ...asked, currency }, "subscription");
    const row: ChargeRow = { id: payment.id, subscriptionId, errorUrl };
    this.#begin(row, payment, subscription);
    this.#table.put(row);
    this.#tell(row, payment, "created");
    return payment;
  }

  /** The charge that a payment was made for, if it was made for one. */
  get(paymentId: string): ChargeRow | undefined {
    return this.#table.get(paymentId);
  }

  /** All charges, oldest first. */
  values(): IterableIterator<ChargeRow> {
    return this.#table.values();
  }

  /**
   * Lets a charge fail: its payment is over, and `error_response_url` is told.
   *
   * @returns its payment, and a promise for the end of the first attempt to tell.
   */
  fail(paymentId: string, message = NO_FUNDS): { payment: PaymentRow; told: Promise<void> } {
    const { charge, payment } = this.#find(paymentId);
    this.#parts.payments.close(payment, "reject");
    delete charge.failure;
    this.#table.put(charge);
    this.#tell(charge, payment, "failed");
    const failure: ChargeFailure = {
      subscription_id: charge.subscriptionId,
      transaction_id: payment.asked.transaction_id ?? "",
      payment_id: payment.id,
      error_message: message,
    };
    const payload = JSON.stringify(failure);
    const callback = { kind: CALLBACK, about: paymentId, url: charge.errorUrl, payload };
    return { payment, told: this.#parts.outbox.send(callback).firstAttempt };
  }

  /** Goes on with the charges that were to fail when an earlier run ended. */
  resume(): void {
    for (const row of this.#table.values()) this.#failLater(row);
  }

  /** Tells of a payment that was made, if it is a charge. */
  #made(payment: PaymentRow): void {
    if (!this.#ground.events.isHeard("charge")) return;
    const charge = this.#table.get(payment.id);
    if (charge !== undefined) this.#tell(charge, payment, "made");
  }

  #tell({ subscriptionId }: ChargeRow, row: PaymentRow, change: ChargeChange): void {
    const { events } = this.#ground;
    if (!events.isHeard("charge")) return;
    events.emit("charge", { change, subscriptionId, payment: this.#parts.payments.view(row) });
  }

  #begin(row: ChargeRow, payment: PaymentRow, subscription: SubscriptionRow): void {
    const { clock, settings } = this.#ground;
    const { faults, payments, receivers } = this.#parts;
    const { bankId, asked } = subscription;
    const receiver = receivers.of(payment);
    const payer = payerOf(payment, receiver, {
      ...(bankId === undefined ? {} : { bankId }),
      email: asked.email,
    });
    const fault = faults.forCharge(subscription.id);
    const { verificationMs } = settings;
    payments.verify(payment, payer, { foundAfterMs: fault ? undefined : verificationMs });
    if (fault === undefined) return;
    row.failure = { at: clock.now() + verificationMs, message: fault.message };
    this.#failLater(row);
  }

  #failLater({ id, failure }: ChargeRow): void {
    if (failure === undefined) return;
    const { clock } = this.#ground;
    clock.after(Math.max(0, failure.at - clock.now()), async () => {
      // Somebody may have ended it by hand.
      if (this.#find(id).payment.status !== "verifying") return;
      const { told } = this.fail(id, failure.message);
      this.#ground.commit();
      await told;
    });
  }

  /** The payments of a subscription's charges that did not fail. */
  #counted(subscriptionId: string): PaymentRow[] {
    return [...this.#table.values()]
      .filter((charge) => charge.subscriptionId === subscriptionId)
      .flatMap(({ id }) => this.#parts.payments.get(id) ?? [])
      .filter(({ detail }) => detail !== "rejected-by-payer");
  }

  #find(paymentId: string): { charge: ChargeRow; payment: PaymentRow } {
    const charge = this.#table.get(paymentId);
    const payment = this.#parts.payments.get(paymentId);
    if (charge !== undefined && payment !== undefined) return { charge, payment };
    throw new SimulatorError(`there is no charge whose payment is ${paymentId}`);
  }
}
