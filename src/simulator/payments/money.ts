export { unitsOf } from "../../lifecycle/units.js";

const UNITS = 10_000;
const DECIMALS = 4;

/** Ten-thousandths as Khipu writes amounts: `"1000.0000"`. */
export function amountText(units: number): string {
  const digits = String(units).padStart(DECIMALS + 1, "0");
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}

/** Whether an amount has decimals, which Chilean pesos do not have. */
export function hasFraction(units: number): boolean {
  return units % UNITS !== 0;
}

/** With how many decimals an amount has to be written. */
export function decimalsOf(units: number): number {
  return amountText(units).replace(/0+$/, "").split(".")[1]?.length ?? 0;
}
