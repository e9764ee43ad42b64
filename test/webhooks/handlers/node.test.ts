import { describe, expect, test } from "@jest/globals";
import { nodeHandler, webhookHandler } from "../../../src/webhooks/index.js";
import { gate, until } from "../../support/timers.js";
import { answerOf, pause, shop, signed } from "./setup.js";
import { type Listener, serving, Wire } from "./wire.js";

const url = (port: number) => `http://127.0.0.1:${port}/khipu`;

describe("nodeHandler on node:http", () => {
  test("settles, and answers repetitions", async () => {
    const { options, told } = shop();
    const posted = await signed();

    await serving(nodeHandler(options), async (port) => {
      const init = { method: "POST", ...posted };
      expect(await answerOf(fetch(url(port), init))).toBe("200 settled");
      expect(await answerOf(fetch(url(port), init))).toBe("200 already settled");
    });

    expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test("takes a handler in place of options", async () => {
    const posted = await signed();

    await serving(nodeHandler(webhookHandler(shop().options)), async (port) => {
      expect(await answerOf(fetch(url(port), { method: "POST", ...posted }))).toBe("200 settled");
    });
  });

  test("settles a hundred identical notifications on a hundred connections once", async () => {
    const { options, told } = shop({
      onPaid: async ({ payment_id }) => {
        await pause(20);
        told.paid.push(payment_id);
      },
    });
    const posted = await signed();

    await serving(nodeHandler(options), async (port) => {
      const answers = await Promise.all(
        Array.from({ length: 100 }, () =>
          answerOf(fetch(url(port), { method: "POST", ...posted })),
        ),
      );
      expect(answers.filter((answer) => answer === "200 settled")).toHaveLength(1);
    });

    expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test.each(["GET", "PUT"])("answers %s with 405", async (method) => {
    await serving(nodeHandler(shop().options), async (port) => {
      const response = await fetch(url(port), { method });

      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("POST");
    });
  });

  test("reads a body that comes one byte at a time", async () => {
    const { body, headers } = await signed({ subject: "Ñuble" });
    const bytes = Buffer.from(body);

    await serving(nodeHandler(shop().options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ ...headers, "content-length": String(bytes.length) });
      for (const byte of bytes) await wire.write(Uint8Array.of(byte));

      expect(await wire.answer()).toBe("200 settled");
      wire.destroy();
    });
  });

  test("reads a chunked body, cut anywhere", async () => {
    const { body, headers } = await signed({ subject: "Ñuble" });
    const bytes = Buffer.from(body);

    await serving(nodeHandler(shop().options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ ...headers, "transfer-encoding": "chunked" });
      for (let at = 0; at < bytes.length; at += 3) await wire.chunk(bytes.subarray(at, at + 3));
      await wire.chunk();

      expect(await wire.answer()).toBe("200 settled");
      wire.destroy();
    });
  });

  test("refuses ten megabytes without a length, and lives on", async () => {
    const { options, told } = shop();
    const posted = await signed();
    const large = new Uint8Array(64 * 1024);

    await serving(nodeHandler(options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ ...posted.headers, "transfer-encoding": "chunked" });
      for (let i = 0; i < 160; i++) await wire.chunk(large);
      await wire.untilClosed();

      expect(await answerOf(fetch(url(port), { method: "POST", ...posted }))).toBe("200 settled");
    });

    expect(told.failures).toMatchObject([{ context: { status: 413 } }]);
  });

  test("refuses a repeated signature header", async () => {
    const { options, told } = shop();
    const { body, headers } = await signed();
    const twice = `${String(headers["x-khipu-signature"])}\r\nx-khipu-signature: t=1,s=a`;

    await serving(nodeHandler(options), async (port) => {
      const wire = new Wire(port);
      const length = String(Buffer.byteLength(body));
      await wire.head({ "x-khipu-signature": twice, "content-length": length });
      await wire.write(body);

      expect(await wire.answer()).toBe("400 refused");
      wire.destroy();
    });

    expect(told.failures).toMatchObject([{ error: { reason: "malformed-signature" } }]);
  });
});

describe("a sender that does not behave", () => {
  test("and never ends its body is answered 408, and hung up on", async () => {
    const { options } = shop({ timeoutMs: 60 });

    await serving(nodeHandler(options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ "content-length": "1000" });
      await wire.write("{");

      expect(await wire.untilClosed()).toMatch(/^HTTP\/1\.1 408 [^]*connection: close[^]*refused$/);
    });
  });

  test("and goes away in the middle ends nothing but its own request", async () => {
    const { options, told } = shop();
    const handle = nodeHandler(options);
    const ended: Promise<void>[] = [];
    const posted = await signed();

    await serving(
      (request, response) => void ended.push(handle(request, response)),
      async (port) => {
        const wire = new Wire(port);
        await wire.head({ ...posted.headers, "content-length": "1000" });
        await wire.write(posted.body.slice(0, 20));
        await until(() => ended.length > 0);
        wire.destroy();
        await ended[0];

        const answer = await answerOf(fetch(url(port), { method: "POST", ...posted }));
        expect(answer).toBe("200 settled");
      },
    );

    expect(told.failures).toMatchObject([
      { error: { message: "webhookHandler: the connection ended before the body did" } },
    ]);
  });

  test("and goes away before the answer has its payment settled, once", async () => {
    const [begun, gone] = [gate(), gate()];
    const { options, told } = shop({
      onPaid: async ({ payment_id }) => {
        begun.open();
        await gone.opened;
        told.paid.push(payment_id);
      },
    });
    const handle = nodeHandler(options);
    const posted = await signed();
    const listener: Listener = async (request, response) => {
      response.once("close", gone.open);
      await handle(request, response);
    };

    await serving(listener, async (port) => {
      const wire = new Wire(port);
      const length = String(Buffer.byteLength(posted.body));
      await wire.head({ ...posted.headers, "content-length": length });
      await wire.write(posted.body);
      await begun.opened;
      wire.destroy();
      await until(() => told.paid.length > 0);

      const answer = await answerOf(fetch(url(port), { method: "POST", ...posted }));
      expect(answer).toBe("200 already settled");
    });

    expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test("or one that was answered by a timeout of the framework's is left at that", async () => {
    const handle = nodeHandler(shop().options);
    const posted = await signed();

    await serving(
      (request, response) => {
        response.writeHead(504).end("too late");
        void handle(request, response);
      },
      async (port) => {
        const answer = await answerOf(fetch(url(port), { method: "POST", ...posted }));
        expect(answer).toBe("504 too late");
      },
    );
  });
});
