import { currencyDecimals, sendable } from "../lifecycle/amount.js";
import type { Amount } from "../types.js";

/** Openpay takes no more decimals than these in any currency. */
const MOST_DECIMALS = 2;

/**
 * Checks an amount for Openpay and gives it as a number.
 *
 * @throws RangeError when it is no decimal number, can mean two amounts, is not more than 0, or has more decimals
 *   than its currency; two where the currency is not told. And when the currency is not known.
 */
export function openpayAmount(amount: Amount, currency?: string): number {
  const most = currency === undefined ? MOST_DECIMALS : currencyDecimals("currency", currency);
  return sendable("amount", amount, currency, Math.min(most, MOST_DECIMALS));
}
