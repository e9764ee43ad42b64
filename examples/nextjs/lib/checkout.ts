import { isKhipuError } from "khipu-sdk";
import { beginOrder, findOrder, type Order, paymentCreated, paymentFailed } from "./orders";
import type { Shop } from "./shop";

/** Who lost the link cannot pay it later than this, so that nobody waits for an order forever. */
const PAYABLE_MS = 60 * 60_000;

/** Makes the order of a checkout form and its payment: one of each, however often the form is sent. */
export async function checkout({ config, db, khipu }: Shop, key: string): Promise<Order> {
  const { order, isMine } = await beginOrder(db, key);
  if (!isMine) return order;
  try {
    const payment = await khipu.payments.create({
      amount: order.amount,
      currency: "CLP",
      subject: "One ticket",
      transaction_id: order.id,
      notify_url: `${config.publicUrl}/khipu/notifications`,
      return_url: `${config.publicUrl}/orders/${order.id}`,
      cancel_url: `${config.publicUrl}/orders/${order.id}`,
      expires_date: new Date(Date.now() + PAYABLE_MS).toISOString(),
    });
    await paymentCreated(db, order, payment);
  } catch (error) {
    console.error(error);
    await paymentFailed(db, order, mayExist(error) ? "unknown" : "failed");
  }
  return (await findOrder(db, order.id)) ?? order;
}

/** Khipu has no idempotency keys: asked again after a lost answer, it makes a second payment. */
function mayExist(error: unknown): boolean {
  return !isKhipuError(error) || !("outcome" in error) || error.outcome === "unknown";
}
