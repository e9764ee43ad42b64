import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type CanActivate,
  type DynamicModule,
  type INestApplication,
  Inject,
  Injectable,
  ValidationPipe,
} from "@nestjs/common";
import { HttpAdapterHost, NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { Test } from "@nestjs/testing";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Khipu, KhipuOptions } from "../../src/index.js";
import { Guide } from "../support/guide.js";
import { answerOf, shop, signed } from "../webhooks/handlers/setup.js";
import { contract, type Options, type Running } from "./contract.js";

type Mount = (host: HttpAdapterHost, path: string, options: Options) => void;

/** What `khipu.module.ts` of the guide exports, and the class that it injects. */
interface ModuleFile {
  readonly Khipu: typeof Khipu;
  readonly KhipuModule: {
    forRoot(options: KhipuOptions): DynamicModule;
    forRootAsync(options: { useFactory: () => Promise<KhipuOptions> }): DynamicModule;
  };
  readonly mountWebhook: Mount;
}

const guide = new Guide("docs/frameworks/nestjs.md", "test/frameworks");
let file: ModuleFile;
let fastifyFile: Pick<ModuleFile, "mountWebhook">;

beforeAll(async () => {
  guide.write("all.ts", 'export * from "./khipu.module.js"; export { Khipu } from "khipu-sdk";');
  file = (await guide.load("all.ts")) as ModuleFile;
  fastifyFile = (await guide.load("mount-on-fastify.ts")) as Pick<ModuleFile, "mountWebhook">;
});

afterAll(() => guide.remove());

/** An application with the webhook in it, as the guide's provider mounts it. */
function moduleWith(mount: Mount, options: Options): DynamicModule {
  @Injectable()
  class Webhook {
    readonly path = "/khipu";

    constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
      mount(host, this.path, options);
    }
  }
  return { module: Webhook, providers: [Webhook] };
}

/** Everything that an application may put before its controllers. */
function furnish(app: INestApplication): void {
  const guard: CanActivate = { canActivate: () => false };
  app.useGlobalGuards(guard);
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true }));
  app.setGlobalPrefix("api");
}

async function listen(app: INestApplication): Promise<Running> {
  await app.listen(0, "127.0.0.1");
  const server = app.getHttpServer() as Server;
  return { port: (server.address() as AddressInfo).port, close: () => app.close() };
}

for (const settings of [{}, { rawBody: true }, { bodyParser: false }]) {
  contract({
    name: `NestJS, as its guide mounts the webhook, with ${JSON.stringify(settings)}`,
    start: async (options) => {
      const app = await NestFactory.create(moduleWith(file.mountWebhook, options), {
        ...settings,
        logger: false,
      });
      furnish(app);
      app.use(express.json());
      return listen(app);
    },
  });
}

contract({
  name: "NestJS on Fastify, as its guide mounts the webhook",
  start: async (options) => {
    const app = await NestFactory.create<NestFastifyApplication>(
      moduleWith(fastifyFile.mountWebhook, options),
      new FastifyAdapter(),
      { logger: false },
    );
    furnish(app);
    return listen(app);
  },
});

describe("a test module of NestJS", () => {
  test("has the webhook when the test mounts it", async () => {
    const { options, told } = shop();
    const testing = await Test.createTestingModule({
      imports: [moduleWith(file.mountWebhook, options)],
    }).compile();
    const app = testing.createNestApplication();
    file.mountWebhook(app.get(HttpAdapterHost), "/khipu", options);
    const { port, close } = await listen(app);

    const { body, headers } = await signed();
    const init = { method: "POST", body, headers };
    expect(await answerOf(fetch(`http://127.0.0.1:${port}/khipu`, init))).toBe("200 settled");
    expect(told.paid).toEqual(["gqzdy6chjne9"]);
    await close();
  });
});

describe("KhipuModule of the guide", () => {
  const options = { apiKey: "a-key" };
  const made: [string, () => DynamicModule][] = [
    ["forRoot", () => file.KhipuModule.forRoot(options)],
    [
      "forRootAsync",
      () => file.KhipuModule.forRootAsync({ useFactory: () => Promise.resolve(options) }),
    ],
  ];

  test.each(made)(
    "injects Khipu into any module, by %s, also where nothing listens",
    async (_, make) => {
      @Injectable()
      class Orders {
        readonly khipu: Khipu;

        constructor(@Inject(file.Khipu) khipu: Khipu) {
          this.khipu = khipu;
        }
      }
      const imports = [make(), moduleWith(file.mountWebhook, shop().options)];
      const app = await NestFactory.createApplicationContext(
        { module: Orders, imports, providers: [Orders] },
        { logger: false },
      );

      expect(app.get(Orders).khipu).toBeInstanceOf(file.Khipu);
      await app.close();
    },
  );

  test("does not start with a key that cannot be one", async () => {
    const module = file.KhipuModule.forRoot({ apiKey: "" });

    await expect(
      NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }),
    ).rejects.toThrow(/apiKey/);
  });
});
