import type { components } from "../../../generated/instant-payments.v3/schema.js";
import type { PaymentChange } from "../events.js";
import type { Ground } from "../ground.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Receivers } from "../receivers/receivers.js";
import { SimulatorError } from "../simulator-error.js";
import { amountText } from "./money.js";
import { refundedUnits, remainingUnits } from "./payment.js";
import type { PaymentRow } from "./payment.js";
import type { Payments } from "./payments.js";
import { isOpen, refundStatus } from "./refund.js";
import type { RefundRow, RefundStatus } from "./refund.js";
import { notRefundable, walletUnits, wantedUnits } from "./refund-rules.js";
import type { RefundRequest } from "./refund-rules.js";
import { businessDaysAfter } from "./settlement-date.js";

const WALLET_WINDOW_MS = 180 * 86_400_000;
/** How long a payer's bank has to confirm a refund. */
const BUSINESS_DAYS_TO_CONFIRM = 15;

type RefundAnswer = components["schemas"]["Refund"];
type RefundChange = Extract<PaymentChange, `refund${string}`>;

/** A refund and the payment that it is of. */
interface Entry {
  readonly row: PaymentRow;
  readonly refund: RefundRow;
}

/**
 * Gives paid payments back out of the receiver's refund wallet, whole or in part. Nothing removes duplicates:
 * asked twice, it is given twice.
 *
 * A refund is `pending` until the wallet has the money for it and some time has passed, then `authorized`. It is
 * `paid` by hand, as payments are, or `expired` after 15 business days.
 */
export class Refunds {
  readonly #ground: Ground;
  readonly #payments: Payments;
  readonly #receivers: Receivers;
  /** All refunds by id, oldest first. */
  readonly #entries = new Map<string, Entry>();

  constructor(ground: Ground, payments: Payments, receivers: Receivers) {
    this.#ground = ground;
    this.#payments = payments;
    this.#receivers = receivers;
    for (const row of payments.values()) {
      for (const refund of row.refunds ?? []) this.#entries.set(refund.id, { row, refund });
    }
  }

  /** Whether a payment, or what is left of it, can be refunded now; a wallet may be missing. */
  isPossible(row: PaymentRow): boolean {
    const isPaid = row.detail === "normal" || row.detail === "partially-refunded";
    const until = (row.conciliatedAt ?? 0) + WALLET_WINDOW_MS;
    return row.status === "done" && isPaid && this.#ground.clock.now() < until;
  }

  /** The refunds of a receiver that wait for money in its wallet, oldest first. */
  waiting(receiver: ReceiverRow): Entry[] {
    return [...this.#entries.values()].filter(
      ({ row, refund }) =>
        row.receiverId === receiver.id && refund.fundedAt === undefined && isOpen(refund),
    );
  }

  /**
   * Gives back a payment, or a part of it. A wallet without enough money takes the refund all the same, and makes
   * it once there is enough.
   *
   * @throws {@link Refusal} 400 without a wallet, when nothing, or not so much, can be given back, or 180
   * days after conciliation.
   */
  create(receiver: ReceiverRow, row: PaymentRow, request: RefundRequest): RefundAnswer {
    const balance = walletUnits(receiver);
    if (!this.isPossible(row)) throw notRefundable(row);
    const units = wantedUnits(row, request);
    const nowMs = this.#ground.clock.now();
    const refund: RefundRow = {
      id: this.#ground.ids.uuid(),
      units,
      requestedAt: nowMs,
      expiresAt: businessDaysAfter(nowMs, BUSINESS_DAYS_TO_CONFIRM),
    };
    (row.refunds ??= []).push(refund);
    const entry = { row, refund };
    this.#entries.set(refund.id, entry);
    if (balance >= units) this.#fund(entry, receiver);
    this.#expireLater(refund);
    this.#changed(row, "refunded");
    return {
      currency: row.asked.currency,
      id: refund.id,
      message:
        refund.fundedAt === undefined
          ? "Saldo de la billetera insuficiente"
          : "La reversa está en proceso.",
      payment_id: row.id,
      refunded_amount: amountText(units),
      remaining: amountText(remainingUnits(row)),
      total_refunded: amountText(refundedUnits(row)),
    };
  }

  /** Puts money into a receiver's wallet, and makes the refunds that waited for it. */
  addFunds(receiver: ReceiverRow, units: number): void {
    this.#receivers.changeWallet(receiver, units);
    for (const entry of this.waiting(receiver)) {
      if ((receiver.walletUnits ?? 0) < entry.refund.units) continue;
      this.#fund(entry, receiver);
      this.#changed(entry.row, "refundFunded");
    }
  }

  /** Lets Khipu answer for a refund now. */
  authorize(id: string): PaymentRow {
    const { row, refund } = this.#find(id, "authorized", ["pending"]);
    if (refund.fundedAt === undefined) {
      throw new SimulatorError(`refund ${id} waits for money in the refund wallet`);
    }
    refund.authorizedAt = this.#ground.clock.now();
    this.#changed(row, "refundAuthorized");
    return row;
  }

  /** Lets a refund reach its payer, and be authorized before if it is not. */
  payOut(id: string): PaymentRow {
    const { row, refund } = this.#find(id, "paid", ["pending", "authorized"]);
    if (refund.authorizedAt === undefined) this.authorize(id);
    refund.paidAt = this.#ground.clock.now();
    this.#changed(row, "refundPaidOut");
    return row;
  }

  /** Lets a refund expire now: its money is the payment's again, and the wallet's. */
  expire(id: string): PaymentRow {
    const { row, refund } = this.#find(id, "expired", ["pending", "authorized"]);
    refund.expiredAt = this.#ground.clock.now();
    if (refund.fundedAt !== undefined) {
      this.#receivers.changeWallet(this.#receivers.of(row), refund.units);
    }
    this.#changed(row, "refundExpired");
    return row;
  }

  /** Goes on with the refunds that were under way when an earlier run ended. */
  resume(): void {
    for (const { refund } of this.#entries.values()) {
      if (!isOpen(refund)) continue;
      this.#expireLater(refund);
      if (refund.fundedAt !== undefined) this.#authorizeLater(refund);
    }
  }

  reset(): void {
    this.#entries.clear();
  }

  #fund({ refund }: Entry, receiver: ReceiverRow): void {
    refund.fundedAt = this.#ground.clock.now();
    this.#receivers.changeWallet(receiver, -refund.units);
    this.#authorizeLater(refund);
  }

  #authorizeLater(refund: RefundRow): void {
    const at = (refund.fundedAt ?? 0) + this.#ground.settings.verificationMs;
    this.#later(refund, at, () => {
      if (refundStatus(refund) === "pending") this.authorize(refund.id);
    });
  }

  #expireLater(refund: RefundRow): void {
    this.#later(refund, refund.expiresAt, () => this.expire(refund.id));
  }

  /** Does something to a refund by itself, unless it is over by then. */
  #later(refund: RefundRow, at: number, act: () => void): void {
    const { clock } = this.#ground;
    clock.after(Math.max(0, at - clock.now()), () => {
      if (!isOpen(refund)) return;
      act();
      this.#ground.commit();
    });
  }

  #changed(row: PaymentRow, change: RefundChange): void {
    const isAll = remainingUnits(row) === 0;
    const isNone = remainingUnits(row) === row.units;
    row.detail = isNone ? "normal" : isAll ? "fully-refunded" : "partially-refunded";
    void this.#payments.changed(row, change);
  }

  #find(id: string, change: string, from: readonly RefundStatus[]): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new SimulatorError(`there is no refund ${id}`);
    const status = refundStatus(entry.refund);
    if (from.includes(status)) return entry;
    throw new SimulatorError(`refund ${id} is ${status}: it cannot be ${change}`);
  }
}
