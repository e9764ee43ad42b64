import type { RefundChargeParams } from "../../openpay/types.js";
import type { Ground } from "../ground.js";
import { unitsOf } from "../payments/money.js";
import type { ChargeRow } from "./charge.js";
import type { Charges } from "./charges.js";
import { problemWithAmount } from "./openpay-amount.js";
import { OpenpayRefusal } from "./openpay-refusal.js";

/** Gives the money of charges back: once per charge, because what a second refund looks like is not known. */
export class ChargeRefunds {
  readonly #ground: Ground;
  readonly #charges: Charges;

  constructor(ground: Ground, charges: Charges) {
    this.#ground = ground;
    this.#charges = charges;
  }

  /**
   * Gives a charge back, or a part of it. Adyen takes its time; the others do it at once.
   *
   * @throws {@link OpenpayRefusal} 1003 when it, or so much of it, cannot be given back.
   */
  refund(row: ChargeRow, { amount, description = null }: RefundInput): void {
    const given = amount ?? row.amount;
    const problem = problemWith(row, given);
    if (problem !== undefined) throw new OpenpayRefusal(1003, problem);
    const isLater = row.provider === "adyen";
    row.refund = {
      id: `tr${this.#ground.ids.name(18)}`,
      amount: given,
      description,
      requestedAt: this.#ground.clock.now(),
      authorization: this.#ground.ids.digits(16),
      status: isLater ? "pending_confirmation" : "completed",
    };
    this.#charges.changed(row, isLater ? "refundPending" : "refunded");
    if (isLater) this.#charges.plan(row, "confirmRefund", this.#ground.settings.verificationMs);
  }

  /** Notes that a refund was made or could not be, and tells the merchant. */
  settle(row: ChargeRow, failure?: string): Promise<void> {
    if (row.refund === undefined) return Promise.resolve();
    row.refund.status = failure === undefined ? "completed" : "failed";
    if (failure !== undefined) row.refund.errorMessage = failure;
    delete row.next;
    this.#charges.changed(row, failure === undefined ? "refunded" : "refundFailed");
    return this.#charges.tell(
      row,
      failure === undefined ? "charge.refunded" : "charge.refund.failed",
    );
  }
}

interface RefundInput extends Omit<RefundChargeParams, "description"> {
  readonly description?: string | null;
}

const REFUNDABLE: readonly ChargeRow["provider"][] = ["transbank", "global_collect", "adyen"];

function problemWith(row: ChargeRow, amount: number): string | undefined {
  if (row.status !== "completed") return "Only a completed charge can be refunded";
  if (!REFUNDABLE.includes(row.provider)) return `${row.provider} makes no refunds`;
  if (row.refund && row.refund.status !== "failed") return "The charge has been refunded already";
  const problem = problemWithAmount(amount, row.currency);
  if (problem !== undefined) return problem;
  const units = unitsOf(amount) ?? 0;
  const all = unitsOf(row.amount) ?? 0;
  if (units > all) return "The amount is greater than that of the charge";
  return units < all && row.shares !== undefined
    ? "A charge paid in instalments cannot be refunded in part"
    : undefined;
}
