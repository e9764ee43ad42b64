import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { webhookHandler } from "../../src/webhooks/index.js";
import { contract } from "./contract.js";
import { listen } from "./listen.js";

contract({
  name: "Hono",
  start: (options) => {
    const app = new Hono();
    const handle = webhookHandler(options);
    app.post("/khipu", (c) => handle(c.req.raw));
    return listen(getRequestListener(app.fetch));
  },
});

contract({
  name: "Hono, after a middleware that parses the body",
  readsAll: true,
  start: (options) => {
    const app = new Hono();
    const handle = webhookHandler(options);
    app.use(async (c, next) => {
      // What is no JSON is not for it.
      await c.req.json().catch(() => undefined);
      await next();
    });
    app.post("/khipu", (c) => handle(c.req.raw));
    return listen(getRequestListener(app.fetch));
  },
  tells: /in Hono: c\.req\.raw, before c\.req\.json\(\)/,
});
