import { amountText } from "../../lifecycle/units.js";

export { amountText, unitsOf } from "../../lifecycle/units.js";

const UNITS = 10_000;

/** Whether an amount has decimals, which Chilean pesos do not have. */
export function hasFraction(units: number): boolean {
  return units % UNITS !== 0;
}

/** With how many decimals an amount has to be written. */
export function decimalsOf(units: number): number {
  return amountText(units).replace(/0+$/, "").split(".")[1]?.length ?? 0;
}
