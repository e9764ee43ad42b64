import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { failureOf, ORIGIN, testKhipu } from "../support/client.js";

describe("payments.predictAll", () => {
  const ASKED = { payer_email: "payer@example.com", amount: 5000, currency: "CLP" } as const;

  /** Khipu asks to wait so long; a wait that does not fit before the deadline is not begun. */
  async function waitsFor(seconds: number, client: object, options?: object): Promise<boolean> {
    const stop = new AbortController();
    let isWaiting = false;
    const onRetry = () => {
      isWaiting = true;
      stop.abort();
    };
    nock(ORIGIN)
      .get("/v3/predict/all")
      .query(true)
      .reply(503, "", { "retry-after": String(seconds) });
    const khipu = testKhipu({ maxRetries: 1, hooks: { onRetry }, ...client });

    await failureOf(khipu.payments.predictAll(ASKED, { signal: stop.signal, ...options }));

    return isWaiting;
  }

  test.each([
    ["two minutes", 100, {}, {}, true],
    ["not more than two minutes", 121, {}, {}, false],
    ["two minutes where timeoutMs is there and undefined", 100, {}, { timeoutMs: undefined }, true],
    ["as long as a client that is more patient", 200, { timeoutMs: 300_000 }, {}, true],
    ["two minutes of a client that is less patient", 100, { timeoutMs: 1_000 }, {}, true],
    ["only as long as the call is told", 20, { timeoutMs: 300_000 }, { timeoutMs: 10_000 }, false],
  ])("waits %s", async (_, seconds, client, options, isWaiting) => {
    await expect(waitsFor(seconds, client, options)).resolves.toBe(isWaiting);
  });
});
