import { webhookHandler } from "khipu-sdk/webhooks";
import { type Db, findOrder, settleOrder } from "./orders";
import type { Shop } from "./shop";

/** The only place where an order becomes paid. */
export function notificationHandler({ config, database, store }: Shop) {
  return webhookHandler<Db>({
    secret: config.secret,
    store,
    expect: ({ transaction_id = "" }) => {
      const order = findOrder(database, transaction_id);
      if (!order) return undefined;
      const { receiverId: receiver_id } = config;
      return { receiver_id, transaction_id, amount: order.amount, currency: "CLP" };
    },
    // Committed with the mark "settled", or not at all.
    onPaid: ({ transaction_id = "", payment_id }, { tx }) => {
      settleOrder(tx, transaction_id, payment_id);
    },
    onError: console.error,
  });
}
