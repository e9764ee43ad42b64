import type { components } from "../../../generated/instant-payments.v3/schema.js";
import { invalidField } from "../http/refusal.js";
import type { Refusal } from "../http/refusal.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import { hasFraction, unitsOf } from "./money.js";
import { remainingUnits } from "./payment.js";
import type { PaymentRow } from "./payment.js";

/** The request for a refund out of the wallet. */
export type RefundRequest = components["schemas"]["RefundCreate"];

/**
 * What is in a receiver's refund wallet, in ten-thousandths.
 *
 * @throws {@link Refusal} 400 about `receiver_id` when it has no wallet, as Khipu answers.
 */
export function walletUnits(receiver: ReceiverRow): number {
  if (receiver.walletUnits !== undefined) return receiver.walletUnits;
  const id = String(receiver.id);
  throw invalidField(
    "receiver_id",
    `La cuenta de cobro con ID ${id} no está habilitada para hacer reversas.`,
  );
}

/** Says that nothing of a payment can be given back, or not any more. */
export function notRefundable(row: PaymentRow): Refusal {
  return invalidField("payment_id", `El pago con ID ${row.id} no es reembolsable`);
}

/**
 * How much of a payment a request asks to give back, in ten-thousandths.
 *
 * @throws {@link Refusal} 400 about `amount` for a full refund with one, and for what {@link checkedUnits} refuses.
 */
export function wantedUnits(row: PaymentRow, { type, amount }: RefundRequest): number {
  if (type === "partial") return checkedUnits(row, amount);
  if (amount === undefined) return remainingUnits(row);
  throw invalidField("amount", "El monto no se debe enviar en una devolución total");
}

/**
 * An amount of which so much is left of a payment, in ten-thousandths.
 *
 * @throws {@link Refusal} 400 about `amount` for what is none, is more than what is left, or has decimals in pesos.
 */
export function checkedUnits(row: PaymentRow, amount: unknown): number {
  const units = unitsOf(amount);
  if (units === undefined || units <= 0) {
    throw invalidField("amount", `El monto ${String(amount)} no es válido`);
  }
  if (row.asked.currency === "CLP" && hasFraction(units)) {
    throw invalidField("amount", "El monto en CLP no puede tener decimales");
  }
  if (units > remainingUnits(row)) {
    throw invalidField(
      "amount",
      `El monto ${String(amount)} excede el saldo reembolsable del pago`,
    );
  }
  return units;
}
