import { expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import type { AddressInfo } from "node:net";
import { fastifyPlugin, nodeHandler } from "../../src/webhooks/index.js";
import { contract, type Running } from "./contract.js";
import { shop } from "../webhooks/handlers/setup.js";

async function listen(app: FastifyInstance): Promise<Running> {
  await app.listen({ port: 0, host: "127.0.0.1" });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}

contract({
  name: "Fastify, with the plugin",
  start: (options) => {
    const app = Fastify();
    app.register(fastifyPlugin("/khipu", options));
    return listen(app);
  },
});

contract({
  name: "Fastify, with the plugin beside a parser for everything",
  start: (options) => {
    const app = Fastify();
    app.addContentTypeParser("*", { parseAs: "string" }, (_, body, done) => done(null, body));
    app.register(fastifyPlugin("/khipu", options));
    return listen(app);
  },
});

contract({
  name: "Fastify, with nodeHandler after its body parser",
  start: (options) => {
    const app = Fastify();
    const handle = nodeHandler(options);
    app.post("/khipu", async (request, reply) => {
      reply.hijack();
      await handle(request.raw, reply.raw);
    });
    return listen(app);
  },
  tells: /Fastify: app\.register\(fastifyPlugin\(/,
  // Fastify takes it for JSON.
  compressed: /^400 .*FST_ERR_CTP_INVALID_JSON_BODY/,
});

test("the plugin leaves the parsers of other routes as they are, and says 405", async () => {
  const app = Fastify();
  app.register(fastifyPlugin("/khipu", shop().options));
  app.post("/echo", (request) => request.body);
  const { port, close } = await listen(app);
  const origin = `http://127.0.0.1:${port}`;

  const echo = await fetch(`${origin}/echo`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"parsed":true}',
  });
  const get = await fetch(`${origin}/khipu`);
  const answers = [await echo.json(), get.status, get.headers.get("allow")];
  await close();

  expect(answers).toEqual([{ parsed: true }, 405, "POST"]);
});
