import type { Charge, CreateChargeParams, OpenpayEventType } from "../../openpay/types.js";
import type { Ground } from "../ground.js";
import type { OpenpayChargeChange } from "../events.js";
import type { Payments } from "../payments/payments.js";
import type { Receivers } from "../receivers/receivers.js";
import type { Table } from "../state/table.js";
import { declinedWith } from "./card.js";
import type { CardRow, NewCard } from "./card.js";
import type { Cards } from "./cards.js";
import type { ChargeRow, NextStep, ProviderName } from "./charge.js";
import { viewCharge, viewToldCharge } from "./charge-view.js";
import type { ChargeSurroundings } from "./charge-view.js";
import { createPayment, isOfKhipu } from "./khipu-payment.js";
import type { Merchant } from "./merchant.js";
import { chosenShares, newCharge, sessionEnd } from "./new-charge.js";
import { checkAmount } from "./openpay-amount.js";
import { providerMetadata } from "./provider-metadata.js";
import { OpenpayRefusal } from "./openpay-refusal.js";
import type { OpenpayErrorCode } from "./openpay-refusal.js";

/** What charges work with. */
export interface ChargesOptions {
  readonly ground: Ground;
  readonly payments: Payments;
  readonly receivers: Receivers;
  readonly cards: Cards;
  readonly merchant: Merchant;
  /** Sees to it that the next step of a charge is taken when it is due. */
  readonly arm: (row: ChargeRow) => void;
}

/** The charges, and what can happen to one. */
export class Charges {
  readonly #ground: Ground;
  readonly #payments: Payments;
  readonly #receivers: Receivers;
  readonly #cards: Cards;
  readonly #merchant: Merchant;
  readonly #arm: ChargesOptions["arm"];
  readonly #table: Table<ChargeRow>;
  /** The charge that paid for each order. */
  readonly #paidOrders = new Map<string, string>();

  constructor({ ground, payments, receivers, cards, merchant, arm }: ChargesOptions) {
    this.#ground = ground;
    this.#payments = payments;
    this.#receivers = receivers;
    this.#cards = cards;
    this.#merchant = merchant;
    this.#arm = arm;
    this.#table = ground.store.table<ChargeRow>("openpay-charges", ({ paymentId }) =>
      paymentId === undefined ? [] : [paymentId],
    );
    for (const row of this.#table.values()) this.#notePaid(row);
    ground.events.on("reset", () => {
      this.#paidOrders.clear();
    });
  }

  /**
   * Begins a charge, or makes it at once.
   *
   * @throws {@link OpenpayRefusal} when the currency has no such amount, the order is paid already, the source is none, or the card is declined.
   */
  create(request: CreateChargeParams): ChargeRow {
    const { order_id } = request;
    checkAmount(request.amount, request.currency);
    if (order_id !== undefined && this.#paidOrders.has(order_id)) {
      throw new OpenpayRefusal(1006, `The order_id '${order_id}' has already been processed`);
    }
    const id = `tr${this.#ground.ids.name(18)}`;
    const { source_id } = request;
    const row =
      source_id === undefined
        ? this.#beginElsewhere(request, id)
        : this.#chargeCard(request, id, this.#cards.find(source_id, "source"));
    this.changed(row, "created");
    return row;
  }

  /** @throws {@link OpenpayRefusal} 1005 when there is none. */
  find(id: string): ChargeRow {
    const row = this.#table.get(id);
    if (row !== undefined) return row;
    throw new OpenpayRefusal(1005, `The transaction with the id '${id}' does not exist`);
  }

  get(id: string): ChargeRow | undefined {
    return this.#table.get(id);
  }

  /** The charge that a payment of Khipu's pays. */
  ofPayment(paymentId: string): ChargeRow | undefined {
    return this.#table.find(paymentId);
  }

  /** All charges, oldest first. */
  values(): IterableIterator<ChargeRow> {
    return this.#table.values();
  }

  /** A charge as Openpay reads it back. */
  view(row: ChargeRow): Charge {
    return viewCharge(row, this.#surroundingsOf(row));
  }

  /**
   * Notes that a charge was paid, and tells the merchant; one whose order another charge has paid meanwhile fails.
   *
   * @returns a promise for the end of the first attempt to tell.
   */
  complete(row: ChargeRow): Promise<void> {
    if (row.orderId !== null && this.#paidOrders.has(row.orderId)) {
      return this.fail(row, `The order_id '${row.orderId}' has already been processed`);
    }
    this.#succeed(row);
    this.changed(row, "succeeded");
    return this.tell(row, "charge.succeeded");
  }

  /** Notes that a charge came to nothing, and tells the merchant. */
  fail(row: ChargeRow, reason: string): Promise<void> {
    row.status = "failed";
    row.errorMessage = reason;
    row.operatedAt = this.#ground.clock.now();
    delete row.next;
    this.changed(row, "failed");
    return this.tell(row, "charge.failed");
  }

  /** Tells the merchant what has become of a charge. */
  tell(row: ChargeRow, type: OpenpayEventType): Promise<void> {
    const charge = viewToldCharge(row, this.#surroundingsOf(row));
    const { metadata, ...transaction } = charge;
    const isBeside = row.flow === "HostedPageCharge" && metadata !== undefined;
    // The document's example of the hosted page has the metadata beside the transaction.
    const content = isBeside ? { transaction, metadata } : { transaction: charge };
    return this.#merchant.tell(type, row.id, content);
  }

  /** Keeps a charge that has changed, and tells of it. */
  changed(row: ChargeRow, change: OpenpayChargeChange): void {
    this.#table.put(row);
    const { events } = this.#ground;
    if (events.isHeard("openpayCharge")) {
      events.emit("openpayCharge", { change, charge: this.view(row) });
    }
  }

  /** Says what is to happen by itself; a later word replaces an earlier one. */
  plan(row: ChargeRow, what: NextStep["what"], delayMs: number): void {
    row.next = { what, at: this.#ground.clock.now() + delayMs };
    this.#table.put(row);
    this.#arm(row);
  }

  /** Enters a card on the hosted page: the provider declines it, or the charge is paid. */
  enterCard(row: ChargeRow, card: NewCard): Promise<void> {
    row.card = shownCard(card);
    const { declined } = card.behaviour;
    if (declined !== undefined) return this.fail(row, declinedWith(declined).message);
    return this.complete(row);
  }

  #surroundingsOf({ paymentId }: ChargeRow): ChargeSurroundings {
    return {
      merchantUrl: this.#merchant.url,
      payment: paymentId === undefined ? undefined : this.#payments.get(paymentId),
      receiver: this.#receivers.first,
    };
  }

  #chargeCard(request: CreateChargeParams, id: string, card: CardRow): ChargeRow {
    const row = newCharge(request, id, this.#ground.clock.now(), card.brand);
    const offer = chosenShares(request, card);
    if (offer) {
      row.shares = offer.shares;
      Object.assign(row.metadata, {
        shares: String(offer.shares),
        share_amount: String(offer.shareAmount),
      });
    }
    const isSecured = row.flow === "ThreeDSecureCharge";
    const declined = isSecured ? declinesSecured(card) : declines(card, request, row.provider);
    if (declined !== undefined) throw declinedWith(declined);
    row.card = shownCard(card);
    this.#cards.use(card);
    if (isSecured) this.#sendToBank(row);
    else if (row.provider === "adyen") this.#confirmLater(row, card);
    else this.#succeed(row);
    return row;
  }

  #beginElsewhere(request: CreateChargeParams, id: string): ChargeRow {
    const row = newCharge(request, id, this.#ground.clock.now(), undefined);
    if (isOfKhipu(request)) {
      const collecting = { payments: this.#payments, receiver: this.#receivers.first };
      row.paymentId = createPayment(collecting, request, row.returnUrl).id;
    }
    this.#expireLater(row);
    return row;
  }

  #succeed(row: ChargeRow): void {
    row.status = "completed";
    row.authorization ??= this.#ground.ids.digits(6);
    row.operatedAt = this.#ground.clock.now();
    delete row.errorMessage;
    delete row.next;
    Object.assign(row.metadata, providerMetadata(row, this.#ground.ids));
    this.#table.put(row);
    this.#notePaid(row);
  }

  #confirmLater(row: ChargeRow, { behaviour }: CardRow): void {
    if (behaviour.isRefusedLater) row.isRefusedLater = true;
    row.status = "pending_confirmation";
    row.authorization = this.#ground.ids.digits(5);
    row.operatedAt = this.#ground.clock.now();
    this.plan(row, "confirm", this.#ground.settings.verificationMs);
  }

  /** The document's example has an authorization already, and is pending. */
  #sendToBank(row: ChargeRow): void {
    row.authorization = this.#ground.ids.digits(30);
    row.operatedAt = this.#ground.clock.now();
    this.#expireLater(row);
  }

  #expireLater(row: ChargeRow): void {
    this.plan(row, "expire", sessionEnd(row) - this.#ground.clock.now());
  }

  #notePaid({ status, orderId, id }: ChargeRow): void {
    if (status === "completed" && orderId !== null) this.#paidOrders.set(orderId, id);
  }
}

/** Why a card is declined without 3D Secure, if it is. */
function declines(
  { behaviour }: CardRow,
  { provider: { data } }: CreateChargeParams,
  provider: ProviderName,
): OpenpayErrorCode | undefined {
  if (behaviour.declined !== undefined) return behaviour.declined;
  // The document: these cards always need 3D Secure.
  if ("card_brand" in data && data.card_brand === "maestro") return 3005;
  return behaviour.isRefusedLater && provider !== "adyen" ? 3001 : undefined;
}

function declinesSecured({ behaviour }: CardRow): OpenpayErrorCode | undefined {
  return behaviour.isCuredBy3dSecure ? undefined : behaviour.declined;
}

function shownCard({ brand, maskedNumber, holder, year, month, address }: NewCard) {
  return { brand, maskedNumber, holder, year, month, ...(address && { address }) };
}
