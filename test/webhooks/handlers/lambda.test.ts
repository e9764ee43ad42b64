import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { lambdaHandler } from "../../../src/webhooks/index.js";
import { handInTimers, until } from "../../support/timers.js";
import { untyped } from "../../support/untyped.js";
import { EVENTS } from "./lambda-events.js";
import { shop, signed } from "./setup.js";

afterEach(() => void jest.useRealTimers());

describe.each(Object.entries(EVENTS))("lambdaHandler, called by %s", (_, eventOf) => {
  test("settles, and answers repetitions", async () => {
    const { options, told } = shop();
    const handle = lambdaHandler(options);
    const event = eventOf(await signed({ subject: "Ñuble" }));

    expect(await handle(event)).toEqual({
      statusCode: 200,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: "settled",
      isBase64Encoded: false,
    });
    expect(await handle(event)).toMatchObject({ statusCode: 200, body: "already settled" });
    expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
  });

  test("refuses a compressed body", async () => {
    const { body, headers } = await signed();
    const event = eventOf({ body, headers: { ...headers, "content-encoding": "gzip" } });

    expect(await lambdaHandler(shop().options)(event)).toMatchObject({ statusCode: 415 });
  });

  test("refuses a large body", async () => {
    const event = eventOf(await signed());
    const handle = lambdaHandler(shop({ maxBodyBytes: 100 }).options);

    expect(await handle(event)).toMatchObject({ statusCode: 413 });
  });

  test("answers other methods with 405", async () => {
    const event = eventOf(await signed());
    const get = {
      ...event,
      ...(event.httpMethod && { httpMethod: "GET" }),
      ...(!event.httpMethod && { requestContext: { http: { method: "GET" } } }),
    };

    expect(await lambdaHandler(shop().options)(get)).toMatchObject({
      statusCode: 405,
      headers: { allow: "POST" },
    });
  });
});

describe("lambdaHandler", () => {
  test.each([
    { what: "base64 that is none", event: { body: "%", isBase64Encoded: true, headers: {} } },
    { what: "no body", event: { body: null, headers: null } },
    { what: "nothing but a method", event: {} },
  ])("answers $what with 400", async ({ event }) => {
    const handle = lambdaHandler(shop().options);

    expect(await handle({ httpMethod: "POST", ...event })).toMatchObject({ statusCode: 400 });
  });

  test.each([
    undefined,
    null,
    7,
    "event",
    [],
    {},
    { requestContext: null },
    { requestContext: { http: null } },
    { requestContext: 5, headers: "x", multiValueHeaders: 5 },
    { httpMethod: 7 },
  ])("answers an event that is no request with 405: %j", async (event) => {
    const handle = lambdaHandler(shop().options);

    expect(await handle(untyped<never>(event))).toMatchObject({ statusCode: 405 });
  });

  test.each<[string, object]>([
    ["headers that are no text", { headers: { a: null, b: 5, "content-length": {} } }],
    ["lists that are none", { multiValueHeaders: { "X-Khipu-Signature": null, a: 5 } }],
    ["a body that is an object", { body: {} }],
    ["a body that is a number", { body: 5 }],
    ["base64 of what is no text", { body: {}, isBase64Encoded: true }],
  ])("answers %s", async (_, changes) => {
    const { headers } = await signed();
    const event = { httpMethod: "POST", headers, body: "{}", ...changes };

    const { statusCode } = await lambdaHandler(shop().options)(untyped<never>(event));

    expect([400, 500]).toContain(statusCode);
  });

  test.each([{}, null, undefined, { "X-Other": ["a"] }, { "X-Khipu-Signature": [] }])(
    "finds the signature in headers beside the lists %j",
    async (multiValueHeaders) => {
      const { body, headers } = await signed();
      const event = { httpMethod: "POST", headers, multiValueHeaders, body };

      expect(await lambdaHandler(shop().options)(untyped<never>(event))).toMatchObject({
        statusCode: 200,
      });
    },
  );

  test.each([null, {}, { getRemainingTimeInMillis: 5 }, { getRemainingTimeInMillis: () => NaN }])(
    "takes a context that does not tell the time: %p",
    async (context) => {
      const event = { httpMethod: "POST", ...(await signed()) };

      expect(await lambdaHandler(shop().options)(event, untyped<never>(context))).toMatchObject({
        statusCode: 200,
      });
    },
  );

  test.each([
    { isBase64Encoded: false, body: "ñ".repeat(50), maxBodyBytes: 99 },
    {
      isBase64Encoded: true,
      body: Buffer.from("ñ".repeat(50)).toString("base64"),
      maxBodyBytes: 99,
    },
  ])(
    "counts the bytes of a body, not its letters: $isBase64Encoded",
    async ({ maxBodyBytes, ...event }) => {
      const answer = (most: number) =>
        lambdaHandler(shop({ maxBodyBytes: most }).options)({ httpMethod: "POST", ...event });

      expect(await answer(maxBodyBytes)).toMatchObject({ statusCode: 413 });
      expect(await answer(maxBodyBytes + 1)).toMatchObject({ statusCode: 400 });
    },
  );

  test("refuses a signature that was sent twice, although `headers` shows one", async () => {
    const { options, told } = shop();
    const posted = await signed();
    const good = String(posted.headers["x-khipu-signature"]);

    const answer = await lambdaHandler(options)({
      httpMethod: "POST",
      headers: posted.headers,
      multiValueHeaders: { "X-Khipu-Signature": ["t=1,s=a", good] },
      body: posted.body,
    });

    expect(answer).toMatchObject({ statusCode: 400 });
    expect(told.paid).toEqual([]);
  });

  test("answers before the function's own time is up", async () => {
    handInTimers();
    const onPaid = jest.fn(() => new Promise(() => undefined));
    const { options, told } = shop({ onPaid });
    const event = (EVENTS["API Gateway v2"] as (typeof EVENTS)[string])(await signed());
    const answered = jest.fn();

    const handled = lambdaHandler(options)(event, { getRemainingTimeInMillis: () => 100 });
    void handled.then(answered);
    await until(() => onPaid.mock.calls.length > 0);
    // Eighty are left to settle in, and an eighth of them to give up in.
    await jest.advanceTimersByTimeAsync(87);
    expect(answered).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);

    expect(await handled).toMatchObject({ statusCode: 503 });
    expect(told.failures).toMatchObject([{ error: { timeoutMs: 80 } }]);
  });
});
