/** Money on its way back to a payer, out of the refund wallet. Times are milliseconds since 1970. */
export interface RefundRow {
  readonly id: string;
  /** In ten-thousandths of the currency's unit. */
  readonly units: number;
  readonly requestedAt: number;
  /** Until when the payer's bank has to confirm it. */
  readonly expiresAt: number;
  /** When the wallet had the money for it. */
  fundedAt?: number;
  authorizedAt?: number;
  /** When it reached the payer. */
  paidAt?: number;
  expiredAt?: number;
}

/** Where a refund stands. Paid and expired ones are over. */
export type RefundStatus = "pending" | "authorized" | "paid" | "expired";

/** Where a refund stands. */
export function refundStatus({ authorizedAt, paidAt, expiredAt }: RefundRow): RefundStatus {
  if (expiredAt !== undefined) return "expired";
  if (paidAt !== undefined) return "paid";
  return authorizedAt === undefined ? "pending" : "authorized";
}

/** Whether something can still become of a refund. */
export function isOpen({ paidAt, expiredAt }: RefundRow): boolean {
  return paidAt === undefined && expiredAt === undefined;
}
