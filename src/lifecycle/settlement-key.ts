/**
 * The key under which a payment is settled in a store. Handlers and reconciliation use the same one, so that
 * neither settles what the other has.
 */
export function settlementKey(paymentId: string): string {
  return `payment:${paymentId}`;
}
