import { describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import type { Fault } from "../../src/simulator/index.js";
import { clientOf, createPayment, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

const MINUTE_MS = 60_000;

async function shopWith(...faults: Fault[]) {
  const merchant = await openMerchant();
  const simulator = await simulate({ faults, receiver: { notifyApiVersion: "3.0" } });
  const client = clientOf(simulator);
  const payments = [];
  for (const subject of ["first", "second"]) {
    payments.push(await createPayment(client, { subject, notify_url: merchant.url }));
  }
  const told = () =>
    merchant.received.map(({ body }) => (JSON.parse(body) as { subject: string }).subject);
  const [first = "", second = ""] = payments;
  return { merchant, simulator, first, second, told };
}

describe("a fault of notifications", () => {
  test("late-notification puts the first attempt off, and pay does not wait for it", async () => {
    const { simulator, first, told } = await shopWith({
      kind: "late-notification",
      delayMs: 10 * MINUTE_MS,
    });

    expect(await simulator.pay(first)).toMatchObject({ status: "done" });
    await simulator.advance(9 * MINUTE_MS);
    expect(told()).toEqual([]);
    await simulator.advance(MINUTE_MS);

    expect(told()).toEqual(["first"]);
  });

  test("duplicate-notification sends it several times at once", async () => {
    const { simulator, first, merchant } = await shopWith({
      kind: "duplicate-notification",
      copies: 3,
    });

    await simulator.pay(first);

    expect(new Set(merchant.received.map(({ body }) => body)).size).toBe(1);
    expect(simulator.notifications()).toMatchObject([
      { state: "delivered", attempts: [{ status: 200 }, { status: 200 }, { status: 200 }] },
    ]);
  });

  test("reordered-notification lets the next one go first", async () => {
    const { simulator, first, second, told, merchant } = await shopWith({
      kind: "reordered-notification",
    });

    await simulator.pay(first);
    expect(told()).toEqual([]);
    await simulator.pay(second);
    await merchant.waitFor(2);

    expect(told()).toEqual(["second", "first"]);
  });

  test("reordered-notification waits for a next one no longer than it is told", async () => {
    const { simulator, first, second, told } = await shopWith({
      kind: "reordered-notification",
      atMostMs: MINUTE_MS,
    });

    await simulator.pay(first);
    await simulator.advance(MINUTE_MS);
    await simulator.pay(second);

    expect(told()).toEqual(["first", "second"]);
  });

  test("forged-notification signs one attempt with a wrong secret", async () => {
    const { simulator, first, merchant } = await shopWith({ kind: "forged-notification" });

    await simulator.pay(first);
    await simulator.resend(first);

    const isGenuine = merchant.received.map(({ headers, body }) => {
      const [, t, s] = /^t=(\d+),s=(.+)$/.exec(String(headers["x-khipu-signature"])) ?? [];
      const hmac = createHmac("sha256", simulator.webhookSecret).update(`${t}.${body}`);
      return hmac.digest("base64") === s;
    });
    expect(isGenuine).toEqual([false, true]);
  });

  test("lost-notification is never sent, but can be resent by hand", async () => {
    const { simulator, first, told } = await shopWith({ kind: "lost-notification" });

    await simulator.pay(first);
    await simulator.advance(2 * 86_400_000);
    expect([told(), simulator.notifications()[0]?.state]).toEqual([[], "lost"]);
    await simulator.resend(first);

    expect(told()).toEqual(["first"]);
    expect(simulator.notifications()[0]?.state).toBe("delivered");
  });

  test("can name the payment that it is for", async () => {
    const { simulator, first, second, told } = await shopWith();
    simulator.fault({ kind: "lost-notification", about: second });

    await simulator.pay(second);
    await simulator.pay(first);

    expect(told()).toEqual(["first"]);
  });
});
