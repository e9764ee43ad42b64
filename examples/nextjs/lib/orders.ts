import { randomUUID } from "node:crypto";
import type { Order as OrderRow, OrderState, Prisma } from "../generated/prisma/client";
import type { Db } from "./database";

export type { OrderState };

/** What one ticket costs, in pesos. It is asked of the shop, never of the payer's browser. */
export const PRICE = 5900;

const TICKET = "ticket";
/** An attempt that is older has died with its process. The client gives up after 30 seconds. */
const CREATING_MS = 60_000;

/** One ticket for one payer; prisma/schema.prisma says what its fields mean. */
export type Order = Pick<OrderRow, "id" | "amount" | "state" | "paymentUrl">;

/**
 * The order of a checkout form, and whether the caller is the one who asks Khipu for its payment. Of a form that is
 * sent twice, at once or later, that is one.
 */
export async function beginOrder(
  db: Db,
  checkoutKey: string,
): Promise<{ order: Order; isMine: boolean }> {
  const made = await db.order.createMany({
    data: [{ id: randomUUID(), checkoutKey, amount: PRICE, state: "creating" }],
    skipDuplicates: true,
  });
  const again = await db.order.updateMany({
    where: { checkoutKey, state: "failed" },
    data: { state: "creating", begunAt: new Date() },
  });
  const order = await db.order.findUniqueOrThrow({ where: { checkoutKey } });
  return { order: seenNow(order), isMine: made.count + again.count === 1 };
}

/** Khipu made the payment. Its notification may have been faster than its answer. */
export async function paymentCreated(
  db: Db,
  { id }: Order,
  payment: { readonly payment_id: string; readonly payment_url: string },
): Promise<void> {
  const { payment_id: paymentId, payment_url: paymentUrl } = payment;
  await db.order.updateMany({
    where: { id, state: { not: "paid" } },
    data: { state: "waiting", paymentId, paymentUrl },
  });
}

/** Khipu made no payment, or nobody knows whether it did. */
export async function paymentFailed(
  db: Db,
  { id }: Order,
  state: "failed" | "unknown",
): Promise<void> {
  await db.order.updateMany({ where: { id, state: "creating" }, data: { state } });
}

/** Marks the order as paid and takes its ticket off the shelf, in the transaction of the settlement. */
export async function settleOrder(
  tx: Prisma.TransactionClient,
  id: string,
  paymentId: string,
): Promise<void> {
  const paid = await tx.order.updateMany({
    where: { id, state: { not: "paid" } },
    data: { state: "paid", paymentId },
  });
  if (paid.count === 0) {
    await tx.paidTwice.create({ data: { paymentId, orderId: id } });
    return;
  }
  await tx.stock.update({ where: { item: TICKET }, data: { units: { decrement: 1 } } });
}

/** Finds an order. */
export async function findOrder(db: Db, id: string): Promise<Order | undefined> {
  const order = await db.order.findUnique({ where: { id } });
  return order ? seenNow(order) : undefined;
}

/** How many tickets are left. */
export async function unitsLeft(db: Db): Promise<number> {
  const stock = await db.stock.findUnique({ where: { item: TICKET } });
  return stock?.units ?? 0;
}

/** Of an order whose process died while it asked Khipu, nobody knows whether there is a payment. */
function seenNow(order: OrderRow): Order {
  const isLost = order.state === "creating" && Date.now() - order.begunAt.getTime() > CREATING_MS;
  return isLost ? { ...order, state: "unknown" } : order;
}
