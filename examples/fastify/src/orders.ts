import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";

/** A connection to the shop's database. */
export type Db = Database.Database;

/** What one ticket costs, in pesos. It is asked of the shop, never of the payer's browser. */
export const PRICE = 5900;

/**
 * - `creating`: Khipu is being asked for a payment,
 * - `waiting`: the payer can pay, or has and Khipu is looking for the money,
 * - `failed`: there certainly is no payment; it can be asked for again,
 * - `unknown`: the answer was lost, and there may be a payment; it is never asked for again,
 * - `paid`: Khipu's notification said so.
 */
export type OrderState = "creating" | "waiting" | "failed" | "unknown" | "paid";

/** One ticket for one payer. */
export interface Order {
  /** Cannot be guessed: who knows it may see the order. It is the payment's `transaction_id`. */
  readonly id: string;
  readonly amount: number;
  readonly state: OrderState;
  /** Where it is paid; `null` until Khipu has told. */
  readonly paymentUrl: string | null;
}

const SCHEMA = `
create table if not exists orders (
  id text primary key,
  checkout_key text not null unique,
  amount integer not null,
  state text not null,
  payment_id text,
  payment_url text
) strict;
create table if not exists stock (one integer primary key check (one = 1), units integer not null) strict;
insert or ignore into stock values (1, 100);
-- Whoever asked Khipu for these has died, and the answer with it.
update orders set state = 'unknown' where state = 'creating';
`;
const COLUMNS = "id, amount, state, payment_url as paymentUrl";

/** Opens the database as the process starts, and makes its tables if they are not there. */
export function openDatabase(file: string): Db {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.exec(SCHEMA);
  return database;
}

/**
 * The order of a checkout form, and whether the caller is the one who asks Khipu for its payment. Of a form that is
 * sent twice, at once or later, that is one.
 */
export function beginOrder(database: Db, checkoutKey: string): { order: Order; isMine: boolean } {
  const made = database
    .prepare<[string, string, number]>(
      "insert or ignore into orders (id, checkout_key, amount, state) values (?, ?, ?, 'creating')",
    )
    .run(randomUUID(), checkoutKey, PRICE);
  const again = database
    .prepare<[string]>(
      "update orders set state = 'creating' where checkout_key = ? and state = 'failed'",
    )
    .run(checkoutKey);
  const order = database
    .prepare<[string], Order>(`select ${COLUMNS} from orders where checkout_key = ?`)
    .get(checkoutKey);
  if (!order) throw new Error("the order that was just written is not there");
  return { order, isMine: made.changes + again.changes === 1 };
}

/** Khipu made the payment. Its notification may have been faster than its answer. */
export function paymentCreated(
  database: Db,
  order: Order,
  payment: { readonly payment_id: string; readonly payment_url: string },
): void {
  database
    .prepare<[string, string, string]>(
      `update orders set payment_id = ?, payment_url = ?,
         state = case state when 'paid' then state else 'waiting' end where id = ?`,
    )
    .run(payment.payment_id, payment.payment_url, order.id);
}

/** Khipu made no payment, or nobody knows whether it did. */
export function paymentFailed(database: Db, order: Order, state: "failed" | "unknown"): void {
  database
    .prepare<[string, string]>("update orders set state = ? where id = ? and state = 'creating'")
    .run(state, order.id);
}

/** Marks the order as paid and takes its ticket off the shelf. Give it the transaction of the settlement. */
export function settleOrder(tx: Db, id: string, paymentId: string): void {
  const paid = tx
    .prepare<[string, string]>(
      "update orders set state = 'paid', payment_id = ? where id = ? and state <> 'paid'",
    )
    .run(paymentId, id);
  if (paid.changes === 0) {
    // Another payment of the same order was settled before: money to give back. Here a person reads the log.
    console.error(`order ${id} was paid twice, the second time by payment ${paymentId}`);
    return;
  }
  tx.prepare("update stock set units = units - 1").run();
}

/** Finds an order. */
export function findOrder(database: Db, id: string): Order | undefined {
  return database.prepare<[string], Order>(`select ${COLUMNS} from orders where id = ?`).get(id);
}

/** How many tickets are left. */
export function unitsLeft(database: Db): number {
  return database.prepare<[], { units: number }>("select units from stock").get()?.units ?? 0;
}
