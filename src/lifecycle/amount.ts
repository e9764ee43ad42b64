import type { Amount } from "../types.js";

/** Sign, digits, and decimals but for the zeros at their ends. Nothing longer than any amount is. */
const DECIMAL = /^(?!.{41})(-?)0*(\d+)(?:\.(?=\d)(\d*?)0*)?$/;

/** Decimals of the currencies that do not have two. */
const DECIMALS: ReadonlyMap<string, number> = new Map([
  ["CLP", 0],
  ["CLF", 4],
]);

/** Khipu takes no more decimals than these in any currency. */
const MOST_DECIMALS = 4;

/**
 * Brings an amount into its one spelling (`"1000.0000"` and `1000` become `"1000"`), without arithmetic.
 *
 * @returns `undefined` for what is no plain decimal: `"1.000,00"`, `NaN`, `1e21`, `""`, `null`.
 */
export function decimal(amount: unknown): string | undefined {
  if (typeof amount !== "number" && typeof amount !== "string") return undefined;
  const [, sign = "", whole, fraction = ""] = DECIMAL.exec(String(amount)) ?? [];
  if (whole === undefined) return undefined;
  const size = fraction ? `${whole}.${fraction}` : whole;
  return size === "0" ? size : sign + size;
}

/**
 * Tells whether two amounts are the same, as decimals: `"1000.0000"` is `1000`, `"0.10"` is `0.1`.
 *
 * What is no decimal number equals nothing, not even itself.
 */
export function sameAmount(a: unknown, b: unknown): boolean {
  const left = decimal(a);
  return left !== undefined && left === decimal(b);
}

/** Options of {@link formatAmount}. */
export interface FormatAmountOptions {
  /** Formats for people of this locale (`"es-CL"`: `$5.900`) instead of for Khipu (`5900`). */
  locale?: string;
}

/**
 * Writes an amount with exactly its currency's decimals: none for CLP, four for CLF, two for all others.
 *
 * @returns what Khipu takes (`formatAmount("5900.0000", "CLP")` is `"5900"`), or with a `locale` what a
 *   person reads.
 * @throws RangeError when the amount is no decimal number, or has more decimals than its currency: an
 *   amount is never rounded.
 */
export function formatAmount(
  amount: Amount,
  currency: string,
  options: FormatAmountOptions = {},
): string {
  const digits = DECIMALS.get(currency) ?? 2;
  const [whole, fraction = ""] = checkedDecimal("amount", amount, currency, digits).split(".");
  const text = digits ? `${whole}.${fraction.padEnd(digits, "0")}` : `${whole}`;
  if (options.locale === undefined) return text;
  return new Intl.NumberFormat(options.locale, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // ES2023 formats decimal strings digit by digit; TypeScript's ES2022 library does not know it yet.
  }).format(text as unknown as number);
}

/**
 * Checks an amount to be sent and gives it in the form of the contract, a number.
 *
 * @throws RangeError when it is no decimal number, not more than 0, has decimals that the currency lacks,
 *   or more digits than a number keeps.
 */
export function wireAmount(field: string, amount: unknown, currency?: string): number {
  const text = checkedDecimal(field, amount, currency, currency === "CLP" ? 0 : MOST_DECIMALS);
  const value = Number(text);
  if (value > 0 && decimal(value) === text) return value;
  throw new RangeError(`${field} must be more than 0 and fit a number, got ${text}`);
}

function checkedDecimal(
  field: string,
  amount: unknown,
  currency: string | undefined,
  most: number,
): string {
  const text = decimal(amount);
  if (text === undefined)
    throw new RangeError(`${field} must be a number or a decimal like "1000.5"`);
  const [, fraction = ""] = text.split(".");
  if (fraction.length <= most) return text;
  throw new RangeError(
    `${field}: ${currency ?? "an amount"} has at most ${most} decimals, got ${text}`,
  );
}
