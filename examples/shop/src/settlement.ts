import type { ExpectedPayment, KhipuMismatchError, Payment, PaymentNotification } from "khipu-sdk";
import { attemptPaid } from "./attempts.js";
import type { Db } from "./database.js";
import { findOrder, linesOf, markOrderPaid, type Order } from "./orders.js";
import { noteProblem } from "./problems.js";
import { takeFromStock } from "./stock.js";

/** As much as settling reads of what a notification, or Khipu when it is asked, says of a payment. */
type PaidPayment = Pick<Payment | PaymentNotification, "payment_id" | "transaction_id">;

/**
 * What makes an order paid. The webhook and the reconciliation both use it, with the same store: whoever comes
 * first settles, and nothing else in this shop ever says "paid".
 */
export class Settlement {
  readonly #database: Db;
  readonly #receiverId: number;

  constructor(database: Db, receiverId: number) {
    this.#database = database;
    this.#receiverId = receiverId;
  }

  /** What an order wants of a payment. It is read from the order, and not from the payment. */
  expect = (payment: PaidPayment): ExpectedPayment | undefined => {
    const order = orderOf(this.#database, payment);
    return (
      order && {
        receiver_id: this.#receiverId,
        transaction_id: order.number,
        amount: order.total,
        currency: "CLP",
      }
    );
  };

  /**
   * Delivers. Everything is written through `tx`: it is kept together with the mark "settled", or not at all.
   *
   * It waits for nothing. An e-mail would be a row written here, and sent from that row afterwards.
   */
  onPaid = (payment: PaidPayment, { tx }: { readonly tx: Db }): void => {
    const order = orderOf(tx, payment);
    if (!order) throw new Error(`order ${payment.transaction_id ?? ""} has gone`);
    attemptPaid(tx, order, payment.payment_id);
    const about = { paymentId: payment.payment_id, orderNumber: order.number };
    if (!markOrderPaid(tx, order)) {
      // Two payments for one order: an expired one was found late, after the second. Somebody gets money back.
      const details = [{ field: "payments", expected: "1", actual: "2" }];
      noteProblem(tx, { kind: "paidTwice", ...about, details });
      return;
    }
    const missing = takeFromStock(tx, linesOf(tx, order));
    if (missing.length === 0) return;
    // The money is there, so the order is paid, whatever the shelf says.
    const details = missing.map(({ productId, quantity }) => {
      return { field: productId, expected: String(quantity), actual: "0" };
    });
    noteProblem(tx, { kind: "outOfStock", ...about, details });
  };

  /** Keeps a payment that is genuine and not what its order expects. It settles nothing: a person decides. */
  onMismatch = ({ differences }: KhipuMismatchError, payment: PaidPayment): void => {
    noteProblem(this.#database, {
      kind: "mismatch",
      paymentId: payment.payment_id,
      orderNumber: payment.transaction_id ?? "",
      details: differences.map(({ field, expected, actual }) => {
        return { field, expected: String(expected), actual: String(actual) };
      }),
    });
  };
}

function orderOf(database: Db, { transaction_id }: PaidPayment): Order | undefined {
  return transaction_id ? findOrder(database, "number", transaction_id) : undefined;
}
