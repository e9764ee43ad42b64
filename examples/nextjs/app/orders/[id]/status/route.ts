import { statusHandler } from "khipu-sdk/webhooks";
import { isFinal } from "../../../../lib/order-status";
import { findOrder } from "../../../../lib/orders";
import { shop } from "../../../../lib/shop";

export const GET = statusHandler({
  read: async ({ url }) => {
    const id = /\/orders\/([^/]+)\/status$/.exec(new URL(url).pathname)?.[1] ?? "";
    const order = await findOrder(shop().db, id);
    return order && { state: order.state, final: isFinal(order.state) };
  },
  onError: console.error,
});
