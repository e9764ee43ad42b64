import formbody from "@fastify/formbody";
import Fastify, { type FastifyInstance } from "fastify";
import type { SettlementStore } from "khipu-sdk/stores/sqlite";
import { fastifyPlugin, nodeStatusHandler } from "khipu-sdk/webhooks";
import { checkout, type Shop } from "./checkout.js";
import { type Db, findOrder, settleOrder, unitsLeft } from "./orders.js";
import { isFinal, orderPage, shopPage } from "./pages.js";

/** What the routes need. */
export interface Parts extends Shop {
  /** Remembers which payments are settled, on a connection that nothing else writes on. */
  readonly store: SettlementStore<Db>;
}

/** The shop's routes. */
export function buildApp(parts: Parts): FastifyInstance {
  const app = Fastify();
  app.register(formbody);
  app.register(notifications(parts));
  pages(app, parts);
  return app;
}

/** The only place where an order becomes paid. */
function notifications({ config, database, store }: Parts) {
  return fastifyPlugin<Db>("/khipu/notifications", {
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

function pages(app: FastifyInstance, parts: Parts): void {
  const { database } = parts;
  app.get("/", (_, reply) => reply.type("text/html").send(shopPage(unitsLeft(database))));

  app.post<{ Body: { key?: unknown } }>("/checkout", async ({ body }, reply) => {
    const key = body.key;
    if (typeof key !== "string" || key === "") return reply.code(400).send("no key");
    const { id, state, paymentUrl } = await checkout(parts, key);
    const canPay = state === "waiting" && paymentUrl !== null;
    return reply.redirect(canPay ? paymentUrl : `/orders/${id}`, 303);
  });

  app.get<{ Params: { id: string } }>("/orders/:id", ({ params }, reply) => {
    const order = findOrder(database, params.id);
    if (!order) return reply.code(404).send("no such order");
    return reply.type("text/html").header("cache-control", "no-store").send(orderPage(order));
  });

  const status = nodeStatusHandler({
    read: ({ url }: StatusRequest) => {
      const order = findOrder(database, /^\/orders\/([^/]+)\/status/.exec(url ?? "")?.[1] ?? "");
      return order && { state: order.state, final: isFinal(order.state) };
    },
    onError: console.error,
  });
  app.get("/orders/:id/status", async ({ raw }, reply) => {
    reply.hijack();
    await status(raw, reply.raw);
  });
}

/** What of Node's request is read here. */
type StatusRequest = Parameters<Parameters<typeof nodeStatusHandler>[0]["read"]>[0] & {
  readonly url?: string | undefined;
};
