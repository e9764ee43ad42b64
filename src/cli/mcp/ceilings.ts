import { wireAmount } from "../../lifecycle/amount.js";
import type { Amount } from "../../types.js";
import { checkAmount } from "../amounts.js";
import { UsageError } from "../cli-error.js";

/** The most that one write may move, by currency. */
export type Ceilings = ReadonlyMap<string, number>;

/**
 * Reads `--max-amount CLP=50000`, given once for each currency.
 *
 * @throws UsageError for what is no currency with an amount, and for a currency that is given twice.
 */
export function ceilingsOf(given: readonly string[]): Ceilings {
  const ceilings = new Map<string, number>();
  for (const text of given) {
    const [, currency = "", amount = ""] = /^([A-Z]{3})=(\S+)$/.exec(text) ?? [];
    if (currency === "" || ceilings.has(currency)) throw unreadable(text);
    checkAmount("--max-amount", amount, currency);
    ceilings.set(currency, wireAmount("--max-amount", amount, currency));
  }
  return ceilings;
}

/** Whether an amount may move; one in a currency without a ceiling may not. */
export function isWithin(ceilings: Ceilings, amount: Amount, currency: string): boolean {
  const ceiling = ceilings.get(currency);
  return ceiling !== undefined && wireAmount("amount", amount, currency) <= ceiling;
}

function unreadable(text: string): UsageError {
  return new UsageError(
    {
      en: `--max-amount takes a currency and an amount, each currency once, not ${text}`,
      es: `--max-amount recibe una moneda y un monto, cada moneda una vez, no ${text}`,
    },
    { en: "Write --max-amount CLP=50000.", es: "Escribe --max-amount CLP=50000." },
  );
}
