import type { Amount, Currency } from "../types.js";

/** Digits, and decimals behind a point. Nothing longer than any amount is. */
const DECIMAL = /^(?!.{41})(-?)0*(\d+)(?:\.(\d+))?$/;

/** `5.000`: five thousand to whoever writes it in Chile, and five to everything else. */
const ONE_GROUP = /^-?0*\d{1,3}\.\d{3}$/;

/** `1.234.567`: no decimal at all, and plain enough to be told apart from what is no amount. */
const MANY_GROUPS = /^-?\d{1,3}(\.\d{3}){2,12}$/;

/** The decimals of each currency that Khipu knows. It is asked for whatever stands in the place of one. */
const DECIMALS: ReadonlyMap<unknown, number> = new Map<Currency, number>([
  ["CLP", 0],
  ["CLF", 4],
  ["ARS", 2],
  ["PEN", 2],
  ["MXN", 2],
  ["USD", 2],
  ["EUR", 2],
  ["BOB", 2],
  ["COP", 2],
]);

/** Khipu takes no more decimals than these in any currency. */
const MOST_DECIMALS = 4;

/**
 * Tells how many decimals a currency has.
 *
 * @throws RangeError for a currency that is not known, and for one in small letters: how many decimals it has
 *   would be a guess.
 */
export function currencyDecimals(field: string, currency: unknown): number {
  const decimals = DECIMALS.get(currency);
  if (decimals !== undefined) return decimals;
  throw new RangeError(`${field} must be one of ${knownCurrencies()}, got ${quote(currency)}`);
}

/**
 * Tells whether a text can mean two amounts: it is written as thousands are in Chile, `"5.000"`.
 *
 * Where the currency has decimals, one point is a decimal point. Without a `currency` it may be any.
 */
export function hasTwoMeanings(amount: unknown, currency?: string): boolean {
  if (typeof amount !== "string") return false;
  if (MANY_GROUPS.test(amount)) return true;
  const hasDecimals = (DECIMALS.get(currency) ?? 0) > 0;
  return !hasDecimals && ONE_GROUP.test(amount);
}

/**
 * Brings an amount into its one spelling (`"1000.0000"` and `1000` become `"1000"`), without arithmetic.
 *
 * @returns `undefined` for what is no plain decimal (`"1.000,00"`, `NaN`, `1e21`, `""`, `null`), what can mean
 *   two amounts, and a number too large to be the one that was written.
 */
export function decimal(amount: unknown, currency?: string): string | undefined {
  if (typeof amount !== "number" && typeof amount !== "string") return undefined;
  if (isTooLarge(amount) || hasTwoMeanings(amount, currency)) return undefined;
  const [, sign = "", whole, decimals = ""] = DECIMAL.exec(String(amount)) ?? [];
  if (whole === undefined) return undefined;
  const fraction = decimals.replace(/0+$/, "");
  const size = fraction ? `${whole}.${fraction}` : whole;
  return size === "0" ? size : sign + size;
}

/**
 * Tells whether two amounts are the same, as decimals: `"1000.0000"` is `1000`, `"0.10"` is `0.1`.
 *
 * What is no decimal number equals nothing, not even itself, and so does a text that can mean two amounts:
 * `"5.000"` is neither 5 nor 5000. Khipu's own texts have two or four decimals and can always be compared.
 */
export function sameAmount(a: unknown, b: unknown): boolean {
  return sameAmountIn(undefined, a, b);
}

/** Does the same for two amounts whose currency is known. */
export function sameAmountIn(currency: string | undefined, a: unknown, b: unknown): boolean {
  const left = decimal(a, currency);
  return left !== undefined && left === decimal(b, currency);
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
 * @throws RangeError when the amount is no decimal number, can mean two amounts (`"5.000"` in CLP), or has more
 *   decimals than its currency: an amount is never rounded. And when the currency is not one of Khipu's.
 */
export function formatAmount(
  amount: Amount,
  currency: string,
  options: FormatAmountOptions = {},
): string {
  const digits = currencyDecimals("currency", currency);
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
 * @throws RangeError when it is no decimal number, can mean two amounts, is not more than 0, has decimals that
 *   the currency lacks, or more digits than a number keeps; and when the currency is not one of Khipu's.
 */
export function wireAmount(field: string, amount: unknown, currency?: string): number {
  return sendable(field, amount, currency, mostDecimals("currency", currency));
}

/** How many decimals may be sent: Khipu takes four, but none where the currency has none. */
function mostDecimals(field: string, currency: unknown): number {
  if (currency === undefined) return MOST_DECIMALS;
  return currencyDecimals(field, currency) === 0 ? 0 : MOST_DECIMALS;
}

/** Checks an amount to be sent that may have `most` decimals, and gives it as a number. */
export function sendable(
  field: string,
  amount: unknown,
  currency: string | undefined,
  most: number,
): number {
  const text = checkedDecimal(field, amount, currency, most);
  const value = Number(text);
  if (value > 0 && decimal(value) === text) return value;
  throw new RangeError(`${field} must be more than 0 and fit a number, got ${quote(amount)}`);
}

/**
 * Checks what an order says that it costs. What else could never have been asked for (a fraction of a peso, a
 * currency in small letters) simply equals nothing.
 *
 * @throws TypeError when it is no decimal number, RangeError when it can mean two amounts.
 */
export function checkExpectedAmount(amount: unknown, currency: unknown): void {
  const known = typeof currency === "string" ? currency : undefined;
  refuseTwoMeanings("expected.amount", amount, known);
  if (decimal(amount, known) !== undefined) return;
  throw new TypeError(`expected.amount must be a number or a decimal, got ${quote(amount)}`);
}

/**
 * Checks an integrator's fee, which Khipu takes as text and which may be nothing.
 *
 * @throws RangeError when it is no decimal number, can mean two amounts, or has decimals that the currency lacks.
 */
export function checkIntegratorFee(fee: unknown, currency: string): void {
  if (fee === undefined || fee === "") return;
  checkedDecimal("integrator_fee", fee, currency, mostDecimals("currency", currency));
}

function checkedDecimal(
  field: string,
  amount: unknown,
  currency: string | undefined,
  most: number,
): string {
  refuseTwoMeanings(field, amount, currency);
  if (isTooLarge(amount)) {
    throw new RangeError(`${field} must fit a number, and ${quote(amount)} is not kept exactly`);
  }
  const text = decimal(amount, currency);
  if (text === undefined) {
    const form = 'a number or a decimal like "1000.5"';
    throw new RangeError(`${field} must be ${form}, got ${quote(amount)}`);
  }
  const [, fraction = ""] = text.split(".");
  if (fraction.length <= most) return text;
  throw new RangeError(
    `${field}: ${currency ?? "an amount"} has at most ${most} decimals, got ${quote(amount)}`,
  );
}

/** Above this, a number may be another than the one that was written. */
function isTooLarge(amount: unknown): boolean {
  return Number.isFinite(amount) && Math.abs(Number(amount)) > Number.MAX_SAFE_INTEGER;
}

function refuseTwoMeanings(field: string, amount: unknown, currency: string | undefined): void {
  if (!hasTwoMeanings(amount, currency)) return;
  const ways = waysOut(String(amount));
  throw new RangeError(`${field}: ${quote(amount)} can mean two amounts; ${ways}`);
}

/** How each of the meanings is written so that it has no other. */
function waysOut(amount: string): string {
  const thousands = `write "${amount.replaceAll(".", "")}" for thousands`;
  return MANY_GROUPS.test(amount) ? thousands : `${thousands}, or "${amount}0" for decimals`;
}

/** The currencies that Khipu knows, for messages. */
export function knownCurrencies(): string {
  return [...DECIMALS.keys()].join(", ");
}

/** What was given, as a program would write it, and cut where no amount is as long. */
function quote(given: unknown): string {
  if (typeof given === "object" && given !== null) return "an object";
  if (typeof given === "bigint") return `${given}n`;
  if (typeof given !== "string") return String(given);
  const text = given.length > 60 ? `${given.slice(0, 60)}…` : given;
  // A space that is none of the keyboard's looks like one: it is shown by its number.
  return JSON.stringify(text).replace(/(?! )\p{Z}|\p{C}/gu, (char) => {
    return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
