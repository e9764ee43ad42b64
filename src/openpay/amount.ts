import { formatAmount, wireAmount } from "../lifecycle/amount.js";
import type { Amount } from "../types.js";

/**
 * Checks an amount for Openpay and gives it as a number.
 *
 * @throws RangeError when it is no decimal number, not more than 0, or has more decimals than its currency;
 *   two where the currency is not known.
 */
export function openpayAmount(amount: Amount, currency = "an amount"): number {
  return wireAmount("amount", formatAmount(amount, currency));
}
