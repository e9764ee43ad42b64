import { randomBytes, randomInt } from "node:crypto";
import type { Db } from "./database.js";
import type { Language } from "./texts/index.js";

/** One line of an order. Name and price are copied: what was sold does not change with the catalogue. */
export interface OrderLine {
  readonly productId: string;
  readonly name: string;
  readonly unitPrice: number;
  readonly quantity: number;
}

/** An order. */
export interface Order {
  readonly id: number;
  /** What people read out, and Khipu's `transaction_id`. */
  readonly number: string;
  /** What its link ends in. Nobody can guess it. */
  readonly token: string;
  readonly email: string;
  readonly language: Language;
  readonly total: number;
  readonly createdAt: number;
  /** `null` until a payment was settled. Nothing else says that an order is paid. */
  readonly paidAt: number | null;
}

/** What a checkout asks for. */
export interface NewOrder {
  /** The checkout's own key: the same key is the same order, however often it is sent. */
  readonly checkoutKey: string;
  readonly email: string;
  readonly language: Language;
  readonly lines: readonly OrderLine[];
}

const COLUMNS = `id, number, token, email, language, total, created_at as createdAt, paid_at as paidAt`;

/** Without the letters and digits that are mistaken for each other. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Keeps an order, or finds the one that was made of the same checkout. Nothing is paid, and nothing reserved. */
export function createOrder(database: Db, order: NewOrder): Order {
  const total = order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  const insertOrder = database.prepare<[string, string, string, string, string, number, number]>(
    `insert or ignore into orders (number, token, checkout_key, email, language, total, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertLine = database.prepare<[number | bigint, string, string, number, number]>(
    `insert into order_lines (order_id, product_id, name, unit_price, quantity)
     values (?, ?, ?, ?, ?)`,
  );
  database.transaction(() => {
    const { changes, lastInsertRowid } = insertOrder.run(
      newNumber(),
      randomBytes(16).toString("base64url"),
      order.checkoutKey,
      order.email,
      order.language,
      total,
      Date.now(),
    );
    if (changes === 0) return;
    for (const { productId, name, unitPrice, quantity } of order.lines) {
      insertLine.run(lastInsertRowid, productId, name, unitPrice, quantity);
    }
  })();
  const created = findOrder(database, "checkout_key", order.checkoutKey);
  if (!created) throw new Error("the order was not kept");
  return created;
}

/** Finds an order by what is known of it. */
export function findOrder(
  database: Db,
  by: "number" | "token" | "checkout_key",
  value: string,
): Order | undefined {
  const sql = `select ${COLUMNS} from orders where ${by} = ?`;
  return database.prepare<[string], Order>(sql).get(value);
}

/** The order of an attempt to pay. */
export function findOrderById(database: Db, id: number): Order | undefined {
  return database.prepare<[number], Order>(`select ${COLUMNS} from orders where id = ?`).get(id);
}

/** The newest orders first. */
export function listOrders(database: Db, limit = 200): Order[] {
  const sql = `select ${COLUMNS} from orders order by id desc limit ?`;
  return database.prepare<[number], Order>(sql).all(limit);
}

/** What was ordered. */
export function linesOf(database: Db, order: Order): OrderLine[] {
  const sql = `select product_id as productId, name, unit_price as unitPrice, quantity
    from order_lines where order_id = ?`;
  return database.prepare<[number], OrderLine>(sql).all(order.id);
}

/**
 * Marks an order as paid, once.
 *
 * @returns whether it was this call that did.
 */
export function markOrderPaid(database: Db, order: Order, now = Date.now()): boolean {
  const sql = "update orders set paid_at = ? where id = ? and paid_at is null";
  return database.prepare<[number, number]>(sql).run(now, order.id).changes === 1;
}

/**
 * Random, so that it tells nobody how many orders there are, and so that a database that is begun anew never
 * meets an old payment of the same account under one of its numbers.
 */
function newNumber(): string {
  const part = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(30)]).join("");
  return `${part()}-${part()}`;
}
