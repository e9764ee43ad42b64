import { paramsObject } from "../http/path-id.js";
import { wireAmount } from "../lifecycle/amount.js";

/** Checks the amount among some parameters, and gives them all with it in the form of the contract, a number. */
export function withAmount<T extends object, Field extends keyof T & string>(
  params: T,
  field: Field,
): Omit<T, Field> & Record<Field, number> {
  const { [field]: amount, currency } = paramsObject(params) as T & { currency?: string };
  return { ...params, [field]: wireAmount(field, amount, currency) };
}
