import { decimalsOf, unitsOf } from "../payments/money.js";
import { OpenpayRefusal } from "./openpay-refusal.js";

/** What is wrong with an amount of money, if anything is: at most two decimals, and none in Chilean pesos. */
export function problemWithAmount(amount: unknown, currency: string): string | undefined {
  const units = unitsOf(amount);
  if (units === undefined) return "The amount has too many decimals, or is no number";
  if (units <= 0) return "The amount must be greater than 0";
  const most = currency === "CLP" ? 0 : 2;
  return decimalsOf(units) > most
    ? `The amount has more than ${String(most)} decimals, which ${currency} does not have`
    : undefined;
}

/** @throws {@link OpenpayRefusal} 1003 for an amount that the currency does not have. */
export function checkAmount(amount: unknown, currency: string): void {
  const problem = problemWithAmount(amount, currency);
  if (problem !== undefined) throw new OpenpayRefusal(1003, problem);
}
