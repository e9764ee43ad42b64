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

/** Ten-thousandths as Khipu writes amounts: `"1000.0000"`. */
export function amountText(units: number): string {
  const digits = String(units).padStart(DECIMALS + 1, "0");
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}
