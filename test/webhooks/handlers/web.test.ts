import { describe, expect, test } from "@jest/globals";
import { webhookHandler } from "../../../src/webhooks/index.js";
import { answerOf, request, shop, signed } from "./setup.js";

const URL_ = "https://shop.example.com/khipu";
const encoder = new TextEncoder();

/** A request whose body is a stream, of which `size` is not known beforehand. */
function streamed(headers: Record<string, string>, body: ReadableStream<Uint8Array>): Request {
  const init = { method: "POST", headers, body, duplex: "half" as const };
  return new Request(URL_, init);
}

describe("webhookHandler as a server of Request and Response", () => {
  test.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])("answers %s with 405", async (method) => {
    const response = await webhookHandler(shop().options)(new Request(URL_, { method }));

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.text()).toBe("POST only");
  });

  test("answers in plain text", async () => {
    const response = await webhookHandler(shop().options)(request(await signed()));

    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  test("reads a body that comes one byte at a time", async () => {
    const { options, told } = shop();
    const { body, headers } = await signed({ subject: "Región de Ñuble" });
    const bytes = [...encoder.encode(body)].map((byte) => Uint8Array.of(byte));

    const answer = await answerOf(
      webhookHandler(options)(streamed(headers, ReadableStream.from(bytes))),
    );

    expect(answer).toBe("200 settled");
    expect(told.paid).toEqual(["gqzdy6chjne9"]);
  });

  test.each(["gzip", "br", "GZIP, identity"])(
    "refuses content-encoding %s with 415",
    async (coding) => {
      const { options, told } = shop();
      const { body, headers } = await signed();

      const response = await webhookHandler(options)(
        request({ body, headers: { ...headers, "content-encoding": coding } }),
      );

      expect(response.status).toBe(415);
      expect(response.headers.get("accept-encoding")).toBe("identity");
      expect(told.failures).toMatchObject([{ context: { status: 415 } }]);
    },
  );

  test("takes the encoding that is none", async () => {
    const { body, headers } = await signed();
    const plain = request({ body, headers: { ...headers, "content-encoding": "identity" } });

    expect(await answerOf(webhookHandler(shop().options)(plain))).toBe("200 settled");
  });

  test("refuses a body by its content-length before it reads any", async () => {
    const { options, told } = shop();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: () => {
          throw new Error("it was read");
        },
      },
      { highWaterMark: 0 },
    );

    const answer = await answerOf(
      webhookHandler(options)(streamed({ "content-length": "1048577" }, body)),
    );

    expect(answer).toBe("413 refused");
    expect(told.failures).toMatchObject([
      {
        error: { message: "webhookHandler: the body is larger than maxBodyBytes (1048576)" },
        context: { status: 413 },
      },
    ]);
  });

  test("stops reading a body without a length at the limit", async () => {
    let pulls = 0;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulls++;
        controller.enqueue(new Uint8Array(1000));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const { options } = shop({ maxBodyBytes: 10_000 });

    expect(await answerOf(webhookHandler(options)(streamed({}, body)))).toBe("413 refused");
    expect(pulls).toBeLessThan(15);
    expect(isCancelled).toBe(true);
  });

  test("takes a body of exactly the limit", async () => {
    const posted = await signed();
    const { options } = shop({ maxBodyBytes: encoder.encode(posted.body).length });

    expect(await answerOf(webhookHandler(options)(request(posted)))).toBe("200 settled");
  });

  test("answers 408 to a body that does not end", async () => {
    const { options, told } = shop({ timeoutMs: 50 });
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode("{")),
    });

    expect(await answerOf(webhookHandler(options)(streamed({}, body)))).toBe("408 refused");
    expect(told.failures).toMatchObject([{ context: { status: 408 } }]);
  });

  test("answers 400 to a body that breaks off", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error("socket hang up")),
    });
    const { options, told } = shop();

    expect(await answerOf(webhookHandler(options)(streamed({}, body)))).toBe("400 refused");
    expect(told.failures).toMatchObject([
      { error: { message: "webhookHandler: the connection ended before the body did" } },
    ]);
  });

  test("answers 400 when there is no body at all", async () => {
    const { headers } = await signed();
    const empty = new Request(URL_, { method: "POST", headers });

    expect(await answerOf(webhookHandler(shop().options)(empty))).toBe("400 refused");
  });

  test.each([
    { how: "parsed", read: (posted: Request) => posted.json() },
    { how: "being read", read: (posted: Request) => Promise.resolve(posted.body?.getReader()) },
  ])("answers 500 and names the mistake when the body is $how", async ({ read }) => {
    const { options, told } = shop({ diagnostics: true });
    const posted = request(await signed());
    await read(posted);

    expect(await answerOf(webhookHandler(options)(posted))).toMatch(
      /^500 webhookHandler: the body was read or parsed before .* before c\.req\.json\(\)\)\.$/,
    );
    expect(told.failures).toMatchObject([
      {
        error: { name: "KhipuNotificationError", reason: "parsed-body" },
        context: { status: 500 },
      },
    ]);
  });
});
