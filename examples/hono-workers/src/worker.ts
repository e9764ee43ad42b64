import { Hono } from "hono";
import { d1Store } from "khipu-sdk/stores/d1";
import { statusHandler, webhookHandler } from "khipu-sdk/webhooks";
import { checkout } from "./checkout.js";
import type { Env } from "./env.js";
import { Orders } from "./orders.js";
import { isFinal, orderPage, shopPage } from "./pages.js";

const app = new Hono<{ Bindings: Env }>();

app.get("/", async (c) => c.html(shopPage(await new Orders(c.env.DB).unitsLeft())));

app.post("/checkout", async (c) => {
  const { key } = await c.req.parseBody();
  if (typeof key !== "string" || key === "") return c.text("no key", 400);
  const { id, state, paymentUrl } = await checkout(c.env, key);
  const canPay = state === "waiting" && paymentUrl !== null;
  return c.redirect(canPay ? paymentUrl : `/orders/${id}`, 303);
});

app.get("/orders/:id", async (c) => {
  const order = await new Orders(c.env.DB).find(c.req.param("id"));
  if (!order) return c.text("no such order", 404);
  c.header("cache-control", "no-store");
  return c.html(orderPage(order));
});

app.get("/orders/:id/status", (c) => {
  const status = statusHandler({
    read: async () => {
      const order = await new Orders(c.env.DB).find(c.req.param("id"));
      return order && { state: order.state, final: isFinal(order.state) };
    },
    onError: console.error,
  });
  return status(c.req.raw);
});

/** The only place where an order becomes paid. Secrets are known with the request: bindings come with it. */
app.all("/khipu/notifications", (c) => {
  const orders = new Orders(c.env.DB);
  const handle = webhookHandler({
    secret: c.env.KHIPU_WEBHOOK_SECRET,
    store: d1Store(c.env.DB),
    expect: async ({ transaction_id = "" }) => {
      const order = await orders.find(transaction_id);
      if (!order) return undefined;
      const receiver_id = Number(c.env.KHIPU_RECEIVER_ID);
      return { receiver_id, transaction_id, amount: order.amount, currency: "CLP" };
    },
    // It writes nothing itself: what it returns is committed with the mark "settled", or not at all.
    onPaid: ({ transaction_id = "", payment_id }) => orders.settling(transaction_id, payment_id),
    onError: console.error,
  });
  return handle(c.req.raw);
});

export default app;
