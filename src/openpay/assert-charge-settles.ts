import { fieldsOf } from "../fields.js";
import { type Difference, KhipuMismatchError } from "../errors.js";
import { checkExpectedAmount, sameAmountIn } from "../lifecycle/amount.js";
import type { Amount } from "../types.js";
import { chargeState, isChargePaid } from "./charge-state.js";
import type { Charge } from "./types.js";

/** What an order expects of the charge that settles it, in Openpay's own field names. */
export type ExpectedCharge = ExpectedChargeTerms & ({ order_id: string } | { id: string });

/** What every order knows. */
export interface ExpectedChargeTerms {
  amount: Amount;
  currency: string;
  /** Your own id, as it was sent. */
  order_id?: string;
  /** Openpay's id, as `charges.create` gave it. */
  id?: string;
}

const TEXTS = ["id", "order_id", "currency"] as const;

/**
 * Passes when a charge settles an order: it is paid, and reference, currency and amount are the order's.
 * Amounts are compared as decimals.
 *
 * @throws {@link KhipuMismatchError} when the charge is not paid or not the order's; `differences` tells each.
 * @throws TypeError when `expected` lacks a field: a check that is left out would pass for everything.
 * @throws RangeError when `expected.amount` can mean two amounts (`"5.000"` in CLP).
 */
export function assertChargeSettles(charge: Charge, expected: ExpectedCharge): void {
  checkExpected(expected);
  const differences: Difference[] = [];
  if (!isChargePaid(charge)) {
    differences.push({ field: "status", expected: "paid", actual: chargeState(charge) });
  }
  for (const field of TEXTS) {
    const wanted = expected[field];
    if (wanted === undefined || wanted === charge[field]) continue;
    differences.push({ field, expected: wanted, actual: charge[field] });
  }
  if (!sameAmountIn(expected.currency, expected.amount, charge.amount)) {
    differences.push({ field: "amount", expected: expected.amount, actual: charge.amount });
  }
  if (differences.length > 0) throw new KhipuMismatchError("assertChargeSettles", differences);
}

function checkExpected(expected: ExpectedCharge): void {
  const given = fieldsOf<ExpectedChargeTerms>(expected);
  checkExpectedAmount(given.amount, given.currency);
  if (given.currency === undefined) throw new TypeError("expected.currency is missing");
  if (given.order_id === undefined && given.id === undefined) {
    throw new TypeError("expected needs order_id or id: without it any charge of that amount fits");
  }
  for (const field of TEXTS) {
    const value: unknown = given[field];
    if (value !== undefined && (typeof value !== "string" || value === "")) {
      throw new TypeError(`expected.${field} must be a non-empty string`);
    }
  }
}
