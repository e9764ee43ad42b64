import { randomUUID } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { orders, paidTwice, stock } from "./schema.js";

/** The shop's database, through Drizzle. */
export type Db = NodePgDatabase;
/** Drizzle's own transaction: what `onPaid` gets. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
/** One ticket for one payer; schema.ts says what its fields mean. */
export type Order = typeof orders.$inferSelect;

/** What one ticket costs, in pesos. It is asked of the shop, never of the payer's browser. */
export const PRICE = 5900;

const TICKET = "ticket";
/** An attempt that is older has died with its process. The client gives up after 30 seconds. */
const CREATING_MS = 60_000;

/**
 * The order of a checkout form, and whether the caller is the one who asks Khipu for its payment. Of a form that is
 * sent twice, at once or later, that is one.
 */
export async function beginOrder(
  db: Db,
  checkoutKey: string,
): Promise<{ order: Order; isMine: boolean }> {
  const [mine] = await db
    .insert(orders)
    .values({ id: randomUUID(), checkoutKey, amount: PRICE, state: "creating" })
    .onConflictDoUpdate({
      target: orders.checkoutKey,
      set: { state: "creating", begunAt: sql`now()` },
      setWhere: eq(orders.state, "failed"),
    })
    .returning();
  if (mine) return { order: mine, isMine: true };
  const [order] = await db.select().from(orders).where(eq(orders.checkoutKey, checkoutKey));
  if (!order) throw new Error("the order that was in the way is not there");
  return { order: seenNow(order), isMine: false };
}

/** Khipu made the payment. Its notification may have been faster than its answer. */
export async function paymentCreated(
  db: Db,
  { id }: Order,
  payment: { readonly payment_id: string; readonly payment_url: string },
): Promise<void> {
  const { payment_id: paymentId, payment_url: paymentUrl } = payment;
  await db
    .update(orders)
    .set({ state: "waiting", paymentId, paymentUrl })
    .where(and(eq(orders.id, id), ne(orders.state, "paid")));
}

/** Khipu made no payment, or nobody knows whether it did. */
export async function paymentFailed(
  db: Db,
  { id }: Order,
  state: "failed" | "unknown",
): Promise<void> {
  await db
    .update(orders)
    .set({ state })
    .where(and(eq(orders.id, id), eq(orders.state, "creating")));
}

/** Marks the order as paid and takes its ticket off the shelf, in the transaction of the settlement. */
export async function settleOrder(tx: Tx, orderId: string, paymentId: string): Promise<void> {
  const paid = await tx
    .update(orders)
    .set({ state: "paid", paymentId })
    .where(and(eq(orders.id, orderId), ne(orders.state, "paid")))
    .returning({ id: orders.id });
  if (paid.length === 0) {
    await tx.insert(paidTwice).values({ paymentId, orderId });
    return;
  }
  await tx
    .update(stock)
    .set({ units: sql`${stock.units} - 1` })
    .where(eq(stock.item, TICKET));
}

/** Finds an order. */
export async function findOrder(db: Db, id: string): Promise<Order | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.id, id));
  return order && seenNow(order);
}

/** How many tickets are left. */
export async function unitsLeft(db: Db): Promise<number> {
  const [ticket] = await db.select().from(stock).where(eq(stock.item, TICKET));
  return ticket?.units ?? 0;
}

/** Of an order whose process died while it asked Khipu, nobody knows whether there is a payment. */
function seenNow(order: Order): Order {
  const isLost = order.state === "creating" && Date.now() - order.begunAt.getTime() > CREATING_MS;
  return isLost ? { ...order, state: "unknown" } : order;
}
