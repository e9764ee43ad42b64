import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Khipu } from "../../src/index.js";
import { startSimulator } from "../../src/simulator/index.js";
import type { Simulator } from "../../src/simulator/index.js";

let simulator: Simulator;
let khipu: Khipu;
let payment_id: string;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 3 });
  khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });
  ({ payment_id } = await khipu.payments.create({ amount: 5000, currency: "CLP", subject: "x" }));
  await simulator.pay(payment_id);
});

afterEach(() => simulator.close());

/** A refund that is answered 500, and the error it rejects with. */
async function lostRefund(amount: number | undefined, tookEffect: boolean): Promise<unknown> {
  simulator.fault({ kind: "server-error", operation: "postRefund", tookEffect, times: 1 });
  const refund =
    amount === undefined
      ? khipu.refunds.create({ type: "full", payment_id })
      : khipu.refunds.create({ type: "partial", payment_id, amount });
  const error: unknown = await refund.catch((e: unknown) => e);
  expect(error).toMatchObject({ name: "KhipuApiError", outcome: "unknown" });
  return error;
}

describe("refunds.resolve", () => {
  test.each([
    { of: "all", amount: undefined, tookEffect: true, result: "refunded" },
    { of: "all", amount: undefined, tookEffect: false, result: "not_refunded" },
    { of: "a part", amount: 1000, tookEffect: false, result: "not_refunded" },
  ])("says of a lost refund of $of: $result", async ({ amount, tookEffect, result }) => {
    const error = await lostRefund(amount, tookEffect);

    await expect(khipu.refunds.resolve(error)).resolves.toMatchObject({
      result,
      payment: { payment_id },
    });
  });

  test("does not guess whose part was given back, unless it knows the payment before", async () => {
    const error = await lostRefund(1000, true);

    await expect(khipu.refunds.resolve(error)).resolves.toMatchObject({ result: "unknown" });
  });

  test("takes no other payment for the one before", async () => {
    const before = { ...(await khipu.payments.get(payment_id)), payment_id: "another" };
    const error = await lostRefund(1000, true);

    await expect(khipu.refunds.resolve(error, before)).rejects.toThrow(TypeError);
  });

  test("takes a refusal for an answer", async () => {
    const refused = await khipu.refunds
      .create({ type: "partial", payment_id, amount: 9000 })
      .catch((e: unknown) => e);

    await expect(khipu.refunds.resolve(refused)).resolves.toMatchObject({ result: "not_refunded" });
  });

  test("knows the refunds of payments too", async () => {
    simulator.fault({
      kind: "server-error",
      operation: "postPaymentRefundsById",
      tookEffect: true,
    });
    const error: unknown = await khipu.payments.refund(payment_id).catch((e: unknown) => e);

    await expect(khipu.refunds.resolve(error)).resolves.toMatchObject({ result: "refunded" });
  });

  test("refuses an error that is not a refund's", async () => {
    const error: unknown = await khipu.payments.get("nothere").catch((e: unknown) => e);

    await expect(khipu.refunds.resolve(error)).rejects.toThrow(TypeError);
    await expect(khipu.refunds.resolve(new Error("x"))).rejects.toThrow(TypeError);
  });
});
