import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import nock from "../support/nock.js";
import { type Payment, reconcilePayments } from "../../src/index.js";
import { failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import { letTimersFly } from "../support/timers.js";
import { untyped } from "../support/untyped.js";
import { options } from "./support/options.js";

const deliver = (): void => undefined;

let refusal: unknown;

beforeEach(async () => {
  nock(ORIGIN).get("/v3/payments/hasty1").reply(429, {});
  refusal = await failureOf(testKhipu().payments.get("hasty1"));
  letTimersFly();
  jest.spyOn(Math, "random").mockReturnValue(0.5);
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** A client that is refused for haste this often, and when it was asked, in milliseconds. */
function refusedTimes(times: number) {
  const askedAt: number[] = [];
  const begun = performance.now();
  const get = (): Promise<Payment> => {
    askedAt.push(performance.now() - begun);
    if (askedAt.length <= times) return Promise.reject(untyped<Error>(refusal));
    return Promise.resolve(untyped<Payment>({ ...fixture("payment.done"), payment_id: "hasty1" }));
  };
  return { askedAt, khipu: { payments: { get } } };
}

describe("a payment that is refused for haste", () => {
  test("is asked for again, ever later, and six times at most", async () => {
    const { askedAt, khipu } = refusedTimes(Infinity);
    const told: unknown[] = [];

    const summary = await reconcilePayments(
      khipu,
      ["hasty1"],
      options(deliver, { onError: (error) => told.push(error) }),
    );

    // A quarter of a second, and half of 1, 2, 4, 8 and 8 seconds.
    expect(askedAt).toEqual([0, 750, 2_000, 4_250, 8_500, 12_750]);
    expect(told).toEqual([refusal]);
    expect(summary).toMatchObject({ failed: 1, settled: 0, resumeFrom: 0 });
  });

  test("is settled at the sixth time", async () => {
    const { askedAt, khipu } = refusedTimes(5);

    expect(await reconcilePayments(khipu, ["hasty1"], options(deliver))).toMatchObject({
      settled: 1,
    });
    expect(askedAt).toHaveLength(6);
  });

  test("is waited for no longer than the signal lets", async () => {
    const { khipu } = refusedTimes(1);
    const controller = new AbortController();
    const begun = performance.now();
    setTimeout(() => controller.abort("the shop closes"), 100);

    const run = reconcilePayments(
      khipu,
      ["hasty1"],
      options(deliver, { signal: controller.signal }),
    );

    await expect(run).rejects.toBe("the shop closes");
    expect(performance.now() - begun).toBe(100);
  });
});
