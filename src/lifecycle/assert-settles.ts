import { fieldsOf } from "../fields.js";
import { type Difference, KhipuMismatchError } from "../errors.js";
import type { Amount, Payment, PaymentNotification } from "../types.js";
import { checkExpectedAmount, sameAmountIn } from "./amount.js";
import { isPaid, paymentState } from "./payment-state.js";
import { sameRut } from "./rut.js";

/** What an order expects of the payment that settles it, in Khipu's own field names. */
export type ExpectedPayment = ExpectedTerms & (ExpectedByTransaction | ExpectedByPayment);

/** What every order knows. */
export interface ExpectedTerms {
  /** Your own collecting account: a payment to somebody else settles nothing of yours. */
  receiver_id: number | string;
  amount: Amount;
  currency: string;
  /**
   * The RUT of the only person who may pay, where the order is for nobody else. It is compared with the payment's
   * `personal_identifier`, in whichever of its two forms; what is no RUT, as text. To have Khipu refuse
   * others from the start, create the payment with `fixed_payer_personal_identifier`.
   */
  payer?: string;
}

/** Ties the payment to the order by your own reference. */
export interface ExpectedByTransaction {
  transaction_id: string;
  payment_id?: string;
}

/** Ties the payment to the order by the id that `payments.create` gave. */
export interface ExpectedByPayment {
  payment_id: string;
  transaction_id?: string;
}

/** A payment that was read, or a notification of one. */
export type Claim = Payment | PaymentNotification;

const OPERATION = "assertSettles";

/**
 * Passes when a payment settles an order: it is paid, and receiver, currency, amount and reference are
 * the order's. Amounts are compared as decimals, ids as text.
 *
 * A notification has no status: that it was verified says that it is paid.
 *
 * @throws {@link KhipuMismatchError} when the payment is not paid or not the order's; `differences` tells each.
 * @throws TypeError when `expected` lacks a field: a check that is left out would pass for everything.
 * @throws RangeError when `expected.amount` can mean two amounts: `"5.000"` in CLP.
 */
export function assertSettles(payment: Claim, expected: ExpectedPayment): void {
  checkExpected(expected);
  throwAny([...unpaid(payment), ...compare(payment, expected)]);
}

/**
 * The same for what is known to be a verified notification: it says paid by having come. A `status` alone, should
 * Khipu add one, takes nothing from that; with its `status_detail` it is judged as a payment's.
 */
export function assertNotificationSettles(
  notification: PaymentNotification,
  expected: ExpectedPayment,
): void {
  checkExpected(expected);
  const status = "status_detail" in notification ? unpaid(notification) : [];
  throwAny([...status, ...compare(notification, expected)]);
}

/**
 * Passes when a payment is paid, and to this receiver; whose order it is and what it costs is not looked at.
 *
 * @throws {@link KhipuMismatchError} when it is not.
 */
export function assertPaidTo(receiver_id: number | string, payment: Payment): void {
  throwAny([...unpaid(payment), ...compare(payment, { receiver_id })]);
}

function throwAny(differences: Difference[]): void {
  if (differences.length > 0) throw new KhipuMismatchError(OPERATION, differences);
}

/** What has a status has to be paid. */
function unpaid(payment: Claim): Difference[] {
  if (!("status" in payment) || isPaid(payment)) return [];
  return [{ field: "status", expected: "paid", actual: paymentState(payment) }];
}

function compare(
  payment: Claim,
  expected: Partial<ExpectedTerms & ExpectedByTransaction>,
): Difference[] {
  const differences: Difference[] = [];
  const check = (
    field: Exclude<keyof typeof expected, "payer">,
    isSame: (a: unknown, b: unknown) => boolean,
  ) => {
    if (expected[field] === undefined || isSame(payment[field], expected[field])) return;
    differences.push({ field, expected: expected[field], actual: payment[field] });
  };
  check("receiver_id", sameText);
  check("payment_id", sameText);
  check("transaction_id", sameText);
  check("currency", sameText);
  check("amount", (a, b) => sameAmountIn(expected.currency, a, b));
  const { payer } = expected;
  const { personal_identifier: actual } = payment;
  if (payer !== undefined && !sameRut(actual, payer) && !sameText(actual, payer)) {
    differences.push({ field: "personal_identifier", expected: payer, actual });
  }
  return differences;
}

/** Numbers and strings alike: Khipu sends `receiver_id` as either. */
function sameText(a: unknown, b: unknown): boolean {
  return (typeof a === "string" || typeof a === "number") && String(a) === String(b);
}

function checkExpected(expected: ExpectedPayment): void {
  const given = fieldsOf<ExpectedTerms & ExpectedByPayment>(expected);
  for (const field of ["receiver_id", "currency"] as const) {
    if (!isText(given[field])) throw new TypeError(`expected.${field} is missing`);
  }
  checkExpectedAmount(given.amount, given.currency);
  for (const field of ["transaction_id", "payment_id", "payer"] as const) {
    if (given[field] !== undefined && !isText(given[field])) {
      throw new TypeError(`expected.${field} must be a non-empty string`);
    }
  }
  if (given.transaction_id === undefined && given.payment_id === undefined) {
    throw new TypeError(
      "expected needs transaction_id or payment_id: without it any payment of that amount fits",
    );
  }
}

function isText(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}
