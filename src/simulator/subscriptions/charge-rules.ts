import { hasFraction, unitsOf } from "../payments/money.js";
import { chileanTime } from "../payments/settlement-date.js";
import { ChargeRefusal } from "./charge-refusal.js";
import type { SubscriptionRow } from "./subscription.js";

/** As much of a request to charge as its ceilings need. */
interface Asked {
  readonly amount: unknown;
  readonly currency?: unknown;
}

/** A charge that counts for its month, unless it failed. */
export interface CountedCharge {
  readonly units: number;
  readonly createdAt: number;
}

/**
 * Checks a charge against its subscription.
 *
 * @param charges - Those of the subscription that were made or are under way.
 * @throws {@link ChargeRefusal} 422 for a subscription that is not `ENABLED`, an amount or a currency that it
 * does not have, more than one charge may be, and more than all charges of a calendar month in Chile may be.
 */
export function checkCharge(
  { amount, currency }: Asked,
  subscription: SubscriptionRow,
  { charges, nowMs }: { readonly charges: readonly CountedCharge[]; readonly nowMs: number },
): void {
  const { id, status, maxUnits, maxUnitsPerCharge } = subscription;
  if (status !== "ENABLED") {
    const message = `La suscripción con ID ${id} no está habilitada`;
    throw new ChargeRefusal("SUBSCRIPTION_NOT_CHARGEABLE", message);
  }
  if (currency !== undefined && currency !== subscription.currency) {
    const message = `La suscripción con ID ${id} es en ${subscription.currency}`;
    throw new ChargeRefusal("CURRENCY_MISMATCH", message);
  }
  const units = unitsOf(amount);
  const isWhole = subscription.currency !== "CLP" || !hasFraction(units ?? 0);
  if (units === undefined || units <= 0 || !isWhole) {
    throw new ChargeRefusal("INVALID_AMOUNT", `El monto ${String(amount)} no es válido`);
  }
  if (units > maxUnitsPerCharge) {
    const message = `El monto ${String(amount)} excede el máximo por cargo de la suscripción`;
    throw new ChargeRefusal("MAX_AMOUNT_PER_CHARGE_EXCEEDED", message);
  }
  const month = monthOf(nowMs);
  const thisMonth = charges.filter(({ createdAt }) => monthOf(createdAt) === month);
  if (thisMonth.reduce((sum, charge) => sum + charge.units, units) > maxUnits) {
    const message = `El monto ${String(amount)} excede el máximo mensual de la suscripción`;
    throw new ChargeRefusal("MAX_MONTHLY_AMOUNT_EXCEEDED", message);
  }
}

function monthOf(ms: number): string {
  const { year, month } = chileanTime(ms);
  return `${String(year)}-${String(month)}`;
}
