import { isPaid, type PaymentState, paymentState } from "../index.js";
import type { Payment } from "../types.js";
import { money } from "./amounts.js";
import type { Context } from "./context.js";
import { dateText } from "./dates.js";
import type { Said } from "./language.js";

/** What a person reads for each state. */
export const STATES: Readonly<Record<PaymentState, Said>> = {
  pending: { en: "pending", es: "pendiente" },
  verifying: { en: "being verified", es: "en verificación" },
  expired: { en: "expired, not paid", es: "vencido, sin pagar" },
  paid: { en: "paid", es: "pagado" },
  markedPaid: { en: "marked as paid by the receiver", es: "marcado como pagado por el cobrador" },
  rejected: { en: "rejected by the payer", es: "rechazado por el pagador" },
  abuse: { en: "reported as abuse by the payer", es: "denunciado como abuso por el pagador" },
  reversed: { en: "reversed: given back in full", es: "reversado: devuelto por completo" },
  partiallyRefunded: { en: "paid, a part given back", es: "pagado, devuelto en parte" },
  fullyRefunded: { en: "given back in full", es: "devuelto por completo" },
  deleted: { en: "deleted", es: "eliminado" },
  unknown: { en: "unknown: not to be taken for paid", es: "desconocido: no debe darse por pagado" },
};

/** A payment's state in the person's language, green only when it may be delivered. */
export function stateText(context: Context, payment: Payment): string {
  return context.say(STATES[paymentState(payment)]);
}

/** Shows a payment, as JSON with `state` and `isPaid` beside what Khipu sent. */
export function showPayment(context: Context, payment: Payment): void {
  const { style } = context;
  const paid = isPaid(payment);
  context.printJson({ ...payment, state: paymentState(payment), isPaid: paid });
  const state = stateText(context, payment);
  context.print(style.bold(paid ? style.green(state) : style.yellow(state)));
  context.fields([
    [context.say({ en: "payment", es: "cobro" }), payment.payment_id],
    [context.say({ en: "amount", es: "monto" }), money(context, payment.amount, payment.currency)],
    [context.say({ en: "subject", es: "asunto" }), payment.subject],
    [context.say({ en: "your reference", es: "tu referencia" }), payment.transaction_id],
    [context.say({ en: "bank", es: "banco" }), payment.bank],
    [context.say({ en: "payer", es: "pagador" }), payment.payer_name],
    [context.say({ en: "expires", es: "vence" }), dateText(context, payment.expires_date)],
    [
      context.say({ en: "reconciled", es: "conciliado" }),
      dateText(context, payment.conciliation_date),
    ],
    [context.say({ en: "pay at", es: "se paga en" }), payment.payment_url],
    [context.say({ en: "receipt", es: "comprobante" }), payment.receipt_url],
  ]);
}
