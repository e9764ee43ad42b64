import type { PaymentMethod } from "../../types.js";

/** How payments can be paid here. */
export const PAYMENT_METHODS = ["simplified_transfer", "regular_transfer"] as const;

const NAMES = {
  simplified_transfer: "Transferencia simplificada",
  regular_transfer: "Transferencia normal",
} as const;

/** The payment methods of a receiver, ids in upper case as real receivers have them. */
export function listPaymentMethods(url: string): PaymentMethod[] {
  return PAYMENT_METHODS.map((id) => ({
    id: id.toUpperCase(),
    name: NAMES[id],
    logo_url: `${url}/logos/${id}.svg`,
  }));
}
