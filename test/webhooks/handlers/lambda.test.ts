import { describe, expect, test } from "@jest/globals";
import { lambdaHandler } from "../../../src/webhooks/index.js";
import { EVENTS } from "./lambda-events.js";
import { pause, shop, signed } from "./setup.js";

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
    const { options, told } = shop({ onPaid: () => pause(300) });
    const handle = lambdaHandler(options);
    const event = (EVENTS["API Gateway v2"] as (typeof EVENTS)[string])(await signed());
    const started = performance.now();

    const answer = await handle(event, { getRemainingTimeInMillis: () => 100 });

    expect(answer).toMatchObject({ statusCode: 503 });
    expect(performance.now() - started).toBeLessThan(150);
    expect(told.failures).toMatchObject([{ error: { timeoutMs: 80 } }]);
  });
});
