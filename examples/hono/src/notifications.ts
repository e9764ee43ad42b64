import { webhookHandler } from "khipu-sdk/webhooks";
import type { Shop } from "./app.js";
import { findOrder, settleOrder } from "./orders.js";

/** The only place where an order becomes paid. */
export function notificationHandler({ config, db, store }: Shop) {
  return webhookHandler({
    secret: config.secret,
    store,
    expect: async ({ transaction_id = "" }) => {
      const order = await findOrder(db, transaction_id);
      if (!order) return undefined;
      const { receiverId: receiver_id } = config;
      return { receiver_id, transaction_id, amount: order.amount, currency: "CLP" };
    },
    // `tx` is Drizzle's own. What it writes is committed with the mark "settled", or not at all.
    onPaid: ({ transaction_id = "", payment_id }, { tx }) =>
      settleOrder(tx, transaction_id, payment_id),
    onError: console.error,
  });
}
