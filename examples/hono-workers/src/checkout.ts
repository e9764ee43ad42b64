import { isKhipuError, Khipu } from "khipu-sdk";
import type { Env } from "./env.js";
import { type Order, Orders } from "./orders.js";

/** Who lost the link cannot pay it later than this, so that nobody waits for an order forever. */
const PAYABLE_MS = 60 * 60_000;

/** Makes the order of a checkout form and its payment: one of each, however often the form is sent. */
export async function checkout(env: Env, key: string): Promise<Order> {
  const orders = new Orders(env.DB);
  const { order, isMine } = await orders.begin(key);
  if (!isMine) return order;
  const khipu = new Khipu({
    apiKey: env.KHIPU_API_KEY,
    ...(env.KHIPU_BASE_URL !== undefined && { baseUrl: env.KHIPU_BASE_URL }),
  });
  try {
    const payment = await khipu.payments.create({
      amount: order.amount,
      currency: "CLP",
      subject: "One ticket",
      transaction_id: order.id,
      notify_url: `${env.PUBLIC_URL}/khipu/notifications`,
      return_url: `${env.PUBLIC_URL}/orders/${order.id}`,
      cancel_url: `${env.PUBLIC_URL}/orders/${order.id}`,
      expires_date: new Date(Date.now() + PAYABLE_MS).toISOString(),
    });
    await orders.created(order.id, payment.payment_id, payment.payment_url);
  } catch (error) {
    console.error(error);
    await orders.failed(order.id, mayExist(error) ? "unknown" : "failed");
  }
  return (await orders.find(order.id)) ?? order;
}

/** Khipu has no idempotency keys: asked again after a lost answer, it makes a second payment. */
function mayExist(error: unknown): boolean {
  return !isKhipuError(error) || !("outcome" in error) || error.outcome === "unknown";
}
