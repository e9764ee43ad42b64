import type { Ground } from "../ground.js";
import { SimulatorError } from "../simulator-error.js";
import { remainingUnits } from "./payment.js";
import type { PaymentRow } from "./payment.js";
import type { Payments } from "./payments.js";
import { checkedUnits, notRefundable } from "./refund-rules.js";
import { settlementDate } from "./settlement-date.js";

/** Gives paid payments back before their money is paid out to the receiver. */
export class Voids {
  readonly #ground: Ground;
  readonly #payments: Payments;

  constructor(ground: Ground, payments: Payments) {
    this.#ground = ground;
    this.#payments = payments;
  }

  /** Whether a payment can be voided now: nothing of it was given back, and its money is still here. */
  isPossible(row: PaymentRow): boolean {
    return row.detail === "normal" && this.#isHere(row);
  }

  /**
   * Voids a payment: all of it goes back to its payer.
   *
   * @throws {@link Refusal} 400 when something of it was given back already, or it is too late.
   */
  void(row: PaymentRow): void {
    if (!this.isPossible(row)) throw notRefundable(row);
    this.#giveBack(row, row.units);
  }

  /**
   * Gives back a payment, or a part of it, as version 2.0 does.
   *
   * @throws {@link Refusal} 400 when nothing, or not so much, can be given back, or it is too late.
   */
  refund(row: PaymentRow, amount: unknown): void {
    const isLeft = row.detail === "normal" || row.detail === "partially-refunded";
    if (!isLeft || !this.#isHere(row)) throw notRefundable(row);
    this.#giveBack(row, amount === undefined ? remainingUnits(row) : checkedUnits(row, amount));
  }

  /** Lets the money of a voided payment reach its payer. */
  payOut(row: PaymentRow): void {
    if (row.detail !== "reversed" || row.voidPaidAt !== undefined) {
      throw new SimulatorError(`payment ${row.id} has no void that is still to be paid out`);
    }
    row.voidPaidAt = this.#ground.clock.now();
    void this.#payments.changed(row, "voidPaidOut");
  }

  /** Whether a payment's money was not yet paid out to its receiver. */
  #isHere(row: PaymentRow): boolean {
    if (row.status !== "done") return false;
    const nowMs = this.#ground.clock.now();
    const deadline = row.asked.confirm_timeout_date
      ? Date.parse(row.asked.confirm_timeout_date)
      : settlementDate(row.confirmedAt ?? row.conciliatedAt ?? nowMs);
    return nowMs < deadline;
  }

  #giveBack(row: PaymentRow, units: number): void {
    row.returnedUnits = (row.returnedUnits ?? 0) + units;
    const isAll = remainingUnits(row) === 0;
    row.detail = isAll ? "reversed" : "partially-refunded";
    void this.#payments.changed(row, isAll ? "reversed" : "refunded");
  }
}
