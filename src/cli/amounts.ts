import { formatAmount } from "../index.js";
import { wireAmount } from "../lifecycle/amount.js";
import type { Amount } from "../types.js";
import { UsageError } from "./cli-error.js";
import type { Context } from "./context.js";

/** `5.000` is five thousand to whoever writes it in Chile, and five to everything else. */
const THOUSANDS = /^\d{1,3}(\.\d{3})+$/;

/**
 * Refuses an amount that Khipu would refuse, and one that may be meant otherwise.
 *
 * @throws UsageError before anything is sent.
 */
export function checkAmount(name: string, amount: unknown, currency?: unknown): void {
  if (typeof amount === "string" && THOUSANDS.test(amount)) {
    const digits = amount.replaceAll(".", "");
    throw new UsageError(
      {
        en: `${name}: ${amount} can mean two amounts`,
        es: `${name}: ${amount} puede ser dos montos`,
      },
      {
        en: `Write ${digits} without separators, or the decimals without zeros at their end.`,
        es: `Escribe ${digits} sin separadores, o los decimales sin ceros al final.`,
      },
    );
  }
  try {
    wireAmount(name, amount, typeof currency === "string" ? currency : undefined);
  } catch {
    const isWhole = currency === "CLP";
    throw new UsageError({
      en: `${name} must be more than 0, ${isWhole ? "without decimals in CLP, as in 5900" : "with a point and at most 4 decimals, as in 10.50"}`,
      es: `${name} debe ser mayor que 0, ${isWhole ? "sin decimales en CLP, como 5900" : "con punto y a lo más 4 decimales, como 10.50"}`,
    });
  }
}

/** An amount as a person reads it; as it came when it cannot be formatted. */
export function money(context: Context, amount: Amount, currency: string): string {
  try {
    const locale = context.language === "es" ? "es-CL" : "en-US";
    // With plain spaces: what is printed is searched for and copied.
    return formatAmount(amount, currency, { locale }).replaceAll(/[\u00a0\u202f]/g, " ");
  } catch {
    return `${amount} ${currency}`;
  }
}
