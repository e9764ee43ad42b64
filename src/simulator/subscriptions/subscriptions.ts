import type { SubscriptionStatus } from "../../types.js";
import type { Ground } from "../ground.js";
import type { SubscriptionChange } from "../events.js";
import { invalid, invalidField, Refusal } from "../http/refusal.js";
import { DEMO_BANK_ID, findBank } from "../payments/banks.js";
import { unitsOf } from "../payments/money.js";
import type { Outbox } from "../notifications/outbox.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import { SimulatorError } from "../simulator-error.js";
import type { Table } from "../state/table.js";
import { viewSubscription } from "./subscription.js";
import type { SubscriptionRequest, SubscriptionRow } from "./subscription.js";
import { complaintsAbout, currencyOf } from "./subscription-rules.js";

const CALLBACK = "subscription";

/** The subscriptions, and what can happen to one: `PENDING`, `SIGNED`, `ENABLED`, and at last `DISCARDED`. */
export class Subscriptions {
  readonly #ground: Ground;
  readonly #outbox: Outbox;
  readonly #table: Table<SubscriptionRow>;

  constructor(ground: Ground, outbox: Outbox) {
    this.#ground = ground;
    this.#outbox = outbox;
    this.#table = ground.store.table<SubscriptionRow>("subscriptions");
    outbox.register(CALLBACK, ({ about, payload }) => ({
      contentType: "application/json",
      body: JSON.stringify({ subscription_id: about, status: payload }),
    }));
  }

  /**
   * Creates a subscription, which nobody has signed yet.
   *
   * @throws {@link Refusal} 400 with everything that is wrong with the request.
   */
  create(receiver: ReceiverRow, request: SubscriptionRequest): SubscriptionRow {
    // As in payments: an empty text is what is not set.
    const { image_url, description, service_reference, ...required } = request;
    const asked: SubscriptionRequest = {
      ...required,
      ...(image_url ? { image_url } : {}),
      ...(description ? { description } : {}),
    };
    const complaints = complaintsAbout(asked, receiver);
    const currency = currencyOf(asked, receiver);
    const maxUnits = unitsOf(asked.max_amount);
    const maxUnitsPerCharge = unitsOf(asked.max_amount_per_charge);
    const areAmounts = maxUnits !== undefined && maxUnitsPerCharge !== undefined;
    if (complaints.length > 0 || currency === undefined || !areAmounts) throw invalid(complaints);
    const { ids } = this.#ground;
    const reference = service_reference === "" ? undefined : service_reference;
    const row: SubscriptionRow = {
      id: ids.uuid(),
      receiverId: receiver.id,
      ...{ asked, currency, maxUnits, maxUnitsPerCharge },
      serviceReference: reference ?? ids.name(12),
      status: "PENDING",
    };
    this.#changed(row, "created");
    return row;
  }

  get(id: string): SubscriptionRow | undefined {
    return this.#table.get(id);
  }

  /** All subscriptions, oldest first. */
  values(): IterableIterator<SubscriptionRow> {
    return this.#table.values();
  }

  get size(): number {
    return this.#table.size;
  }

  /**
   * A subscription of this receiver.
   *
   * @throws {@link Refusal} 404 when there is none; another receiver's subscription is none.
   */
  ofReceiver(receiver: ReceiverRow, id: string): SubscriptionRow {
    const row = this.#table.get(id);
    if (row?.receiverId === receiver.id) return row;
    throw new Refusal(404, `La suscripción con ID ${id} no existe`);
  }

  /**
   * Notes that the payer has signed at a bank.
   *
   * @param confirmAfterMs - When the bank confirms it; without it the subscription stays `SIGNED`.
   */
  sign(row: SubscriptionRow, bankId = DEMO_BANK_ID, confirmAfterMs?: number): void {
    if (findBank(bankId) === undefined) throw new SimulatorError(`there is no bank ${bankId}`);
    this.#expect(row, "signed", ["PENDING", "DISABLED"]);
    row.status = "SIGNED";
    row.bankId = bankId;
    if (confirmAfterMs !== undefined) this.#confirmAt(row, confirmAfterMs);
    this.#changed(row, "signed");
  }

  /** Notes that the bank has confirmed the signature; resolves when the merchant was told once. */
  enable(row: SubscriptionRow): Promise<void> {
    this.#expect(row, "enabled", ["PENDING", "DISABLED", "SIGNED"]);
    row.bankId ??= DEMO_BANK_ID;
    return this.#change(row, "ENABLED", "enabled");
  }

  /** Notes that the bank has refused or ended it; resolves when the merchant was told once. */
  disable(row: SubscriptionRow): Promise<void> {
    this.#expect(row, "disabled", ["SIGNED", "ENABLED"]);
    delete row.bankId;
    return this.#change(row, "DISABLED", "disabled");
  }

  /**
   * Ends a subscription for good; the merchant is told.
   *
   * @throws {@link Refusal} 400 when it has ended already.
   */
  end(row: SubscriptionRow): void {
    if (row.status === "DISCARDED") {
      throw invalidField("id", `La suscripción con ID ${row.id} ya fue terminada`);
    }
    void this.#change(row, "DISCARDED", "discarded");
  }

  /** Goes on with the signatures that waited for their bank when an earlier run ended. */
  resume(): void {
    for (const row of this.#table.values()) {
      if (row.enableAt === undefined) continue;
      this.#confirmAt(row, Math.max(0, row.enableAt - this.#ground.clock.now()));
    }
  }

  #confirmAt(row: SubscriptionRow, afterMs: number): void {
    const enableAt = this.#ground.clock.now() + afterMs;
    row.enableAt = enableAt;
    this.#ground.clock.after(afterMs, async () => {
      // Something else may have happened meanwhile, even another signature.
      if (row.enableAt !== enableAt) return;
      const told = this.enable(row);
      this.#ground.commit();
      await told;
    });
  }

  #change(
    row: SubscriptionRow,
    status: SubscriptionStatus,
    payload: "enabled" | "disabled" | "discarded",
  ): Promise<void> {
    row.status = status;
    delete row.enableAt;
    this.#changed(row, payload);
    const { id, asked } = row;
    const url = asked.notify_url;
    return this.#outbox.send({ kind: CALLBACK, about: id, url, payload }).firstAttempt;
  }

  #changed(row: SubscriptionRow, change: SubscriptionChange): void {
    this.#table.put(row);
    this.#ground.events.emit("subscription", { change, subscription: viewSubscription(row) });
  }

  #expect(row: SubscriptionRow, change: string, from: readonly SubscriptionStatus[]): void {
    if (from.includes(row.status)) return;
    throw new SimulatorError(`subscription ${row.id} is ${row.status}: it cannot be ${change}`);
  }
}
