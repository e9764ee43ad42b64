import { decimal } from "./amount.js";

const DECIMALS = 4;

/**
 * An amount as a whole number of ten-thousandths, in which sums and differences are exact.
 *
 * @returns `undefined` for what is no decimal number, can mean two amounts, has more than four decimals, or is
 *   too large to be exact.
 */
export function unitsOf(amount: unknown, currency?: string): number | undefined {
  const text = decimal(amount, currency);
  if (text === undefined) return undefined;
  const [whole = "", fraction = ""] = text.split(".");
  if (fraction.length > DECIMALS) return undefined;
  const units = Number(whole + fraction.padEnd(DECIMALS, "0"));
  return Number.isSafeInteger(units) ? units : undefined;
}
