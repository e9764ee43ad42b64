import { expectTypeOf } from "expect-type";
import {
  assertSettles,
  formatAmount,
  isPaid,
  type Open,
  type Payment,
  type PaymentNotification,
  type PaymentState,
  paymentState,
  sameAmount,
} from "../../src/index.js";

declare function use(value: unknown): void;
declare const payment: Payment;
declare const notification: PaymentNotification;
const terms = { receiver_id: 985101, amount: "5900.00", currency: "CLP" } as const;

// Open unions take what nobody has seen before, and still know the known.
const seen: Open<"a" | "b"> = "c";
use(payment.status === "on-hold");
type Known = "pending" | "verifying" | "done" | "deleted";
expectTypeOf<Extract<Payment["status"], Known>>().toEqualTypeOf<Known>();
// @ts-expect-error open, but to text alone
const odd: Open<"a"> = 5;
// @ts-expect-error what was only read is not what is known
const known: "a" | "b" = payment.status;
use([seen, odd, known]);

// paymentState
expectTypeOf(paymentState(payment)).toEqualTypeOf<PaymentState>();
expectTypeOf<PaymentState>().toEqualTypeOf<
  | ("pending" | "verifying" | "expired" | "paid" | "markedPaid" | "rejected" | "abuse")
  | ("reversed" | "partiallyRefunded" | "fullyRefunded" | "deleted" | "unknown")
>();
paymentState({ status: "done", status_detail: "normal" }, { now: () => 0 });
// @ts-expect-error done alone is not paid
paymentState({ status: "done" });
// @ts-expect-error a notification has no status: it is paid
paymentState(notification);
// @ts-expect-error milliseconds, not a Date
paymentState(payment, { now: () => new Date() });
// @ts-expect-error a state nobody can be in
use(paymentState(payment) === "done");

// isPaid
expectTypeOf(isPaid(payment)).toEqualTypeOf<boolean>();
// @ts-expect-error an id is not a payment
isPaid("gqzdy6chjne9");

// assertSettles
expectTypeOf(assertSettles).returns.toBeVoid();
assertSettles(payment, { ...terms, transaction_id: "1042" });
assertSettles(notification, { ...terms, payment_id: "gqzdy6chjne9" });
assertSettles(notification, { ...terms, payment_id: "gqzdy6chjne9", transaction_id: "1042" });
// @ts-expect-error any payment of that amount would fit
assertSettles(payment, terms);
// @ts-expect-error any receiver's payment would fit
assertSettles(payment, { amount: 1, currency: "CLP", transaction_id: "1042" });
// @ts-expect-error any amount would fit
assertSettles(payment, { receiver_id: 1, currency: "CLP", transaction_id: "1042" });
// @ts-expect-error pesos or dollars?
assertSettles(payment, { receiver_id: 1, amount: 1, transaction_id: "1042" });
// @ts-expect-error Khipu's own field names
assertSettles(payment, { ...terms, transactionId: "1042" });

// sameAmount, formatAmount
expectTypeOf(sameAmount(payment.amount, 5900)).toEqualTypeOf<boolean>();
expectTypeOf(formatAmount("5900.0000", "CLP", { locale: "es-CL" })).toEqualTypeOf<string>();
// @ts-expect-error its decimals depend on the currency
formatAmount(5900);
// @ts-expect-error an amount is compared with `sameAmount`, not calculated with
use(payment.amount * 2);
