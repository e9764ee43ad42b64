import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/**
 * - `creating`: Khipu is being asked for a payment,
 * - `waiting`: the payer can pay, or has and Khipu is looking for the money,
 * - `failed`: there certainly is no payment; it can be asked for again,
 * - `unknown`: the answer was lost, and there may be a payment; it is never asked for again,
 * - `paid`: Khipu's notification said so.
 */
const ORDER_STATES = ["creating", "waiting", "failed", "unknown", "paid"] as const;

export type OrderState = (typeof ORDER_STATES)[number];

/** One ticket for one payer. */
export const orders = pgTable("orders", {
  /** Cannot be guessed: who knows it may see the order. It is the payment's `transaction_id`. */
  id: text().primaryKey(),
  checkoutKey: text("checkout_key").notNull().unique(),
  amount: integer().notNull(),
  state: text({ enum: ORDER_STATES }).notNull(),
  begunAt: timestamp("begun_at", { withTimezone: true }).notNull().defaultNow(),
  paymentId: text("payment_id"),
  /** Where it is paid; `null` until Khipu has told. */
  paymentUrl: text("payment_url"),
});

/** Payments of an order that another payment has paid already: money to give back. A person looks here. */
export const paidTwice = pgTable("paid_twice", {
  paymentId: text("payment_id").primaryKey(),
  orderId: text("order_id").notNull(),
});

export const stock = pgTable("stock", {
  item: text().primaryKey(),
  units: integer().notNull(),
});
