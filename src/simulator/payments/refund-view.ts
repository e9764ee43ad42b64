import type { PaymentRefund } from "../../types.js";
import { isoDate } from "./iso-date.js";
import { amountText } from "./money.js";
import { refundedUnits } from "./payment.js";
import type { PaymentRow } from "./payment.js";
import { refundStatus } from "./refund.js";
import type { RefundRow } from "./refund.js";

/** The fields that a payment has only when money of it goes back. */
export function viewReturns({ asked, refunds, voidPaidAt, ...payment }: PaymentRow) {
  const { currency } = asked;
  return {
    ...(refunds && {
      refunds: refunds.map((refund) => viewRefund(refund, currency)),
      total_refunded: amountText(refundedUnits({ ...payment, refunds })),
    }),
    ...(voidPaidAt !== undefined && { void_payout_date: isoDate(voidPaidAt) }),
  };
}

function viewRefund(refund: RefundRow, currency: PaymentRow["asked"]["currency"]): PaymentRefund {
  const { id, units, requestedAt, authorizedAt, paidAt, expiredAt } = refund;
  return {
    id,
    status: refundStatus(refund),
    amount: amountText(units),
    currency,
    request_date: isoDate(requestedAt),
    ...(authorizedAt !== undefined && { authorization_date: isoDate(authorizedAt) }),
    ...(paidAt !== undefined && { payout_date: isoDate(paidAt) }),
    ...(expiredAt !== undefined && { expiration_date: isoDate(expiredAt) }),
  };
}
