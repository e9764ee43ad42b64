import { Hono } from "hono";
import type { Khipu } from "khipu-sdk";
import type { SettlementStore } from "khipu-sdk/stores/drizzle";
import { statusHandler } from "khipu-sdk/webhooks";
import { checkout } from "./checkout.js";
import type { Config } from "./config.js";
import { notificationHandler } from "./notifications.js";
import { type Db, findOrder, type Tx, unitsLeft } from "./orders.js";
import { isFinal, orderPage, shopPage } from "./pages.js";

/** What the routes need. */
export interface Shop {
  readonly config: Config;
  readonly db: Db;
  readonly khipu: Khipu;
  /** Remembers which payments are settled, in the transaction that settles them. */
  readonly store: SettlementStore<Tx>;
}

/** The shop, to be served by anything that takes a `Request`. */
export function buildApp(shop: Shop): Hono {
  const { config, db, khipu } = shop;
  const app = new Hono();

  app.get("/", async (c) => c.html(shopPage(await unitsLeft(db))));

  app.post("/checkout", async (c) => {
    const { key } = await c.req.parseBody();
    if (typeof key !== "string" || key === "") return c.text("no key", 400);
    const { id, state, paymentUrl } = await checkout(db, khipu, config, key);
    const canPay = state === "waiting" && paymentUrl !== null;
    return c.redirect(canPay ? paymentUrl : `/orders/${id}`, 303);
  });

  app.get("/orders/:id", async (c) => {
    const order = await findOrder(db, c.req.param("id"));
    if (!order) return c.text("no such order", 404);
    c.header("cache-control", "no-store");
    return c.html(orderPage(order));
  });

  app.get("/orders/:id/status", (c) => {
    const status = statusHandler({
      read: async () => {
        const order = await findOrder(db, c.req.param("id"));
        return order && { state: order.state, final: isFinal(order.state) };
      },
      onError: console.error,
    });
    return status(c.req.raw);
  });

  const notifications = notificationHandler(shop);
  app.all("/khipu/notifications", (c) => notifications(c.req.raw));

  return app;
}
