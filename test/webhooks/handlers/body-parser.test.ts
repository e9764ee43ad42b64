import { describe, expect, test } from "@jest/globals";
import type { IncomingMessage } from "node:http";
import { nodeHandler } from "../../../src/webhooks/index.js";
import { answerOf, type Posted, shop, signed } from "./setup.js";
import { type Listener, serving } from "./wire.js";

/** Reads a body as parsers do, keeps it as told, and then calls the handler. */
function after(
  handle: ReturnType<typeof nodeHandler>,
  keep: (request: IncomingMessage, bytes: Buffer) => object,
): Listener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void handle(Object.assign(request, keep(request, Buffer.concat(chunks))), response);
    });
  };
}

async function post(listener: Listener, posted: Posted): Promise<string> {
  return serving(listener, (port) =>
    answerOf(fetch(`http://127.0.0.1:${port}/`, { method: "POST", ...posted })),
  );
}

const parse = (bytes: Buffer) => JSON.parse(bytes.toString()) as unknown;

describe("a body that was read before", () => {
  test.each([
    {
      where: "rawBody (NestJS, Cloud Functions)",
      keep: (_: unknown, bytes: Buffer) => ({ rawBody: bytes, body: parse(bytes) }),
    },
    {
      where: "rawBody as text (koa-bodyparser)",
      keep: (_: unknown, bytes: Buffer) => ({ rawBody: bytes.toString() }),
    },
    { where: "body (express.raw)", keep: (_: unknown, bytes: Buffer) => ({ body: bytes }) },
    {
      where: "body as text (express.text)",
      keep: (_: unknown, bytes: Buffer) => ({ body: bytes.toString() }),
    },
  ])("is taken from $where", async ({ keep }) => {
    const { options } = shop();

    expect(await post(after(nodeHandler(options), keep), await signed())).toBe("200 settled");
  });

  test.each([
    {
      framework: "Express",
      marks: { app: () => undefined },
      line: "put this route above app.use(express.json())",
    },
    {
      framework: "NestJS",
      marks: { app: () => undefined },
      line: "NestFactory.create(AppModule, { rawBody: true })",
    },
    {
      framework: "Next.js",
      marks: { previewData: undefined },
      line: "export const config = { api: { bodyParser: false } }",
    },
    { framework: "Koa", marks: {}, line: "put this route above app.use(bodyParser())" },
    { framework: "Fastify", marks: {}, line: "app.register(fastifyPlugin(" },
  ])(
    "is a 500 that names the line to change for $framework",
    async ({ framework, marks, line }) => {
      const { options, told } = shop({ diagnostics: true });
      const keep = (_: unknown, bytes: Buffer) => ({ ...marks, body: parse(bytes) });

      const answer = await post(after(nodeHandler(options), keep), await signed());

      expect(answer).toMatch(/^500 webhookHandler: the body was read or parsed before/);
      expect(answer).toContain(`${framework}: `);
      expect(answer).toContain(line);
      expect(told.paid).toEqual([]);
      expect(told.failures).toMatchObject([
        {
          error: { name: "KhipuNotificationError", reason: "parsed-body" },
          context: { status: 500 },
        },
      ]);
    },
  );

  test("is never verified as if it had been serialised again", async () => {
    const { options, told } = shop();
    const posted = await signed();
    // The very bytes that JSON.stringify would make again.
    expect(JSON.stringify(JSON.parse(posted.body))).toBe(posted.body);

    const answer = await post(
      after(nodeHandler(options), (_, bytes) => ({ body: parse(bytes) })),
      posted,
    );

    expect(answer).toBe("500 not set up");
    expect(told.paid).toEqual([]);
  });

  test("has the same limit", async () => {
    const { options } = shop({ maxBodyBytes: 10 });
    const { body, headers } = await signed();
    const keep = (request: IncomingMessage, bytes: Buffer) => {
      delete request.headers["content-length"];
      return { body: bytes };
    };

    expect(await post(after(nodeHandler(options), keep), { body, headers })).toBe("413 refused");
  });

  test("is left alone while the stream is there: some platforms parse when it is looked at", async () => {
    const { options } = shop();
    const handle = nodeHandler(options);
    const listener: Listener = (request, response) => {
      Object.defineProperty(request, "body", {
        get: () => {
          throw new Error("it was looked at");
        },
      });
      void handle(request, response);
    };

    expect(await post(listener, await signed())).toBe("200 settled");
  });

  test("is read from a stream that somebody paused, or that gives text", async () => {
    const { options } = shop();
    const handle = nodeHandler(options);
    const listener: Listener = (request, response) => {
      request.setEncoding("utf8");
      request.pause();
      setTimeout(() => void handle(request, response), 20);
    };

    expect(await post(listener, await signed({ subject: "Ñuble" }))).toBe("200 settled");
  });
});
