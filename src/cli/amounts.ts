import { formatAmount } from "../index.js";
import {
  currencyDecimals,
  hasTwoMeanings,
  knownCurrencies,
  wireAmount,
} from "../lifecycle/amount.js";
import type { Amount } from "../types.js";
import { UsageError } from "./cli-error.js";
import type { Context } from "./context.js";
import { LOCALES } from "./language.js";

/**
 * Refuses an amount that Khipu would refuse, and one that may be meant otherwise.
 *
 * @throws UsageError before anything is sent.
 */
export function checkAmount(name: string, amount: unknown, currency?: unknown): void {
  const known = typeof currency === "string" ? currency : undefined;
  if (known !== undefined) checkCurrency(known);
  if (typeof amount === "string" && hasTwoMeanings(amount, known)) {
    const digits = amount.replaceAll(".", "");
    throw new UsageError(
      {
        en: `${name}: ${amount} can mean two amounts`,
        es: `${name}: ${amount} puede ser dos montos`,
      },
      {
        en: `Write ${digits} without separators, or decimals with another number of digits.`,
        es: `Escribe ${digits} sin separadores, o los decimales con otra cantidad de dígitos.`,
      },
    );
  }
  try {
    wireAmount(name, amount, known);
  } catch {
    const isWhole = currency === "CLP";
    throw new UsageError({
      en: `${name} must be more than 0, ${isWhole ? "without decimals in CLP, as in 5900" : "with a point and at most 4 decimals, as in 10.50"}`,
      es: `${name} debe ser mayor que 0, ${isWhole ? "sin decimales en CLP, como 5900" : "con punto y a lo más 4 decimales, como 10.50"}`,
    });
  }
}

function checkCurrency(currency: string): void {
  try {
    currencyDecimals("currency", currency);
  } catch {
    throw new UsageError({
      en: `the currency must be one of ${knownCurrencies()}, in capital letters`,
      es: `la moneda debe ser una de ${knownCurrencies()}, en mayúsculas`,
    });
  }
}

/** An amount as a person reads it; as it came when it cannot be formatted. */
export function money(context: Context, amount: Amount, currency: string): string {
  try {
    const locale = LOCALES[context.language];
    // With plain spaces: what is printed is searched for and copied.
    return formatAmount(amount, currency, { locale }).replaceAll(/[\u00a0\u202f]/g, " ");
  } catch {
    return `${amount} ${currency}`;
  }
}
