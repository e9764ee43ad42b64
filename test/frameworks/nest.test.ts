import "reflect-metadata";
import { Controller, Post, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fastifyPlugin, nodeHandler } from "../../src/webhooks/index.js";
import { contract, type Options, type Running } from "./contract.js";

/** NestJS wants a class for a module. */
class Empty {
  readonly name = "empty";
}

async function listen(
  options: Options,
  settings: { rawBody?: boolean; bodyParser?: boolean },
): Promise<Running> {
  const handle = nodeHandler(options);

  @Controller()
  class WebhookController {
    @Post("khipu")
    notified(@Req() request: IncomingMessage, @Res() response: ServerResponse) {
      return handle(request, response);
    }
  }

  const app = await NestFactory.create(
    { module: WebhookController, controllers: [WebhookController] },
    Object.assign(settings, { logger: false as const }),
  );
  await app.listen(0, "127.0.0.1");
  const server = app.getHttpServer() as Server;
  return { port: (server.address() as AddressInfo).port, close: () => app.close() };
}

contract({
  name: "NestJS, with rawBody",
  readsAll: true,
  start: (options) => listen(options, { rawBody: true }),
});

contract({
  name: "NestJS, without a body parser",
  start: (options) => listen(options, { bodyParser: false }),
});

contract({
  name: "NestJS, as it is created by default",
  readsAll: true,
  start: (options) => listen(options, {}),
  tells: /NestJS: NestFactory\.create\(AppModule, \{ rawBody: true \}\)/,
});

contract({
  name: "NestJS on Fastify, with the plugin",
  start: async (options) => {
    const app = await NestFactory.create<NestFastifyApplication>(
      { module: Empty },
      new FastifyAdapter(),
      { logger: false },
    );
    await app.register(fastifyPlugin("/khipu", options));
    await app.listen(0, "127.0.0.1");
    const server = app.getHttpServer();
    return { port: (server.address() as AddressInfo).port, close: () => app.close() };
  },
});
