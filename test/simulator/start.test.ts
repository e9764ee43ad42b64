import { describe, expect, test } from "@jest/globals";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { startSimulator } from "../../src/simulator/index.js";
import type { Simulator, SimulatorOptions } from "../../src/simulator/index.js";
import { clientOf, createPayment, RECEIVER, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

/** Everything that is drawn by chance in a small life. */
async function drawn(simulator: Simulator) {
  const client = clientOf(simulator);
  const id = await createPayment(client);
  const { notification_token: token } = await simulator.pay(id);
  const { body: refund } = await client("POST", "/v3/refunds", { type: "full", payment_id: id });
  const { body: child } = await client("POST", "/v3/receivers", RECEIVER);
  const { apiKey, webhookSecret, receiverId } = simulator;
  return { apiKey, webhookSecret, receiverId, id, token, refund: refund["id"], child };
}

describe("startSimulator", () => {
  test("needs no arguments, listens on loopback, and starts in less than 50 ms", async () => {
    const simulator = await simulate();
    const tookMs: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const begun = performance.now();
      await simulate();
      tookMs.push(performance.now() - begun);
    }

    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(simulator.apiKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(simulator.webhookSecret).toMatch(/^[0-9a-f]{40}$/);
    expect(String(simulator.receiverId)).toMatch(/^\d{6}$/);
    // The least of ten: how busy the machine is, is not the question.
    expect(Math.min(...tookMs)).toBeLessThan(50);
  });

  test("draws everything the same with the same seed, and differently without one", async () => {
    const one = await drawn(await simulate({ seed: 7 }));

    expect(await drawn(await simulate({ seed: "7" }))).toEqual(one);
    const other = await drawn(await simulate({ seed: 8 }));
    const unseeded = await drawn(await simulate());
    for (const field of ["apiKey", "webhookSecret", "id", "token", "refund"] as const) {
      expect(new Set([one[field], other[field], unseeded[field]]).size).toBe(3);
    }
  });

  test("starts many at once that know nothing of each other", async () => {
    const simulators = await Promise.all(Array.from({ length: 50 }, () => simulate({ seed: 1 })));

    await Promise.all(simulators.map((simulator) => createPayment(clientOf(simulator))));

    expect(new Set(simulators.map(({ url }) => url)).size).toBe(50);
    for (const simulator of simulators) expect(simulator.payments()).toHaveLength(1);
  });

  test("says which address is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;

    await expect(startSimulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });

    other.close();
  });

  test("tells the address that it is given instead of its own", async () => {
    const simulator = await simulate({ publicUrl: "https://khipu.example.com/" });

    expect(simulator.url).toBe("https://khipu.example.com");
  });

  test("is reached on loopback when it listens everywhere", async () => {
    const simulator = await simulate({ host: "0.0.0.0" });

    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(simulator.url)).headers.get("server")).toBe("khipu-simulator");
  });

  test.each<[SimulatorOptions, string]>([
    [{ port: -1 }, "port must be a whole number from 0 to 65535, got -1"],
    [{ port: 1.5 }, "port must be a whole number from 0 to 65535, got 1.5"],
    [{ retryDelaysMs: [5, -5] }, "a time in milliseconds must be 0 or more, got -5"],
    [{ verificationMs: Number.NaN }, "a time in milliseconds must be 0 or more, got NaN"],
    // Callers without types.
    [{ language: "pt" as "es" }, 'language must be "es" or "en", got pt'],
    [{ publicUrl: "khipu" }, "publicUrl must be an http or https URL, got khipu"],
    [{ receiver: { notifyUrl: "x" } }, "receiver.notifyUrl must be an http or https URL, got x"],
    [{ receiver: { refundWallet: "much" } }, "receiver.refundWallet is no amount of money: much"],
    [{ faults: [{ kind: "reset", chance: 2 }] }, "fault reset: chance must be from 0 to 1, got 2"],
  ])("refuses %j", async (options, message) => {
    await expect(startSimulator(options)).rejects.toThrow(message);
  });
});

describe("reset", () => {
  test("forgets everything but address, credentials and listeners", async () => {
    const merchant = await openMerchant(500);
    const simulator = await simulate({
      seed: 1,
      receiver: { refundWallet: 500, notifyUrl: merchant.url },
    });
    const client = clientOf(simulator);
    let resets = 0;
    simulator.on("reset", () => (resets += 1));
    const before = await createPayment(client);
    await simulator.pay(before);
    const { body: child } = await client("POST", "/v3/receivers", RECEIVER);
    await client("POST", "/v3/refunds", { type: "partial", payment_id: before, amount: "100" });
    simulator.fault({ kind: "server-error", times: 99 });
    await simulator.advance(1000);
    const { apiKey } = simulator;

    simulator.reset();

    expect([simulator.payments(), simulator.notifications(), simulator.warnings()]).toEqual([
      [],
      [],
      [],
    ]);
    expect([simulator.apiKey, simulator.lastRequest(), resets]).toEqual([apiKey, undefined, 1]);
    expect(Math.abs(simulator.now() - Date.now())).toBeLessThan(500);
    expect((await client("GET", "/v3/refund-wallet/balance")).body["balance"]).toBe("500.0000");
    expect((await client("GET", "/v3/receivers/children")).body["total"]).toBe(0);
    const childClient = clientOf({ url: simulator.url, apiKey: String(child["api_key"]) });
    expect((await childClient("GET", "/v3/banks")).status).toBe(401);
    expect(await createPayment(client)).toBe(before);
    await simulator.advance(7 * 86_400_000);
    expect(merchant.received).toHaveLength(1);
  });

  test("plans the faults of the start again", async () => {
    const simulator = await simulate({ faults: [{ kind: "server-error" }] });
    const client = clientOf(simulator);
    const statuses = [(await client("GET", "/v3/banks")).status];
    statuses.push((await client("GET", "/v3/banks")).status);

    simulator.reset();
    statuses.push((await client("GET", "/v3/banks")).status);

    expect(statuses).toEqual([500, 200, 500]);
  });

  test("goes on with new ids without a seed", async () => {
    const simulator = await simulate();
    const before = await createPayment(clientOf(simulator));

    simulator.reset();

    expect(await createPayment(clientOf(simulator))).not.toBe(before);
  });
});

describe("on", () => {
  test("tells of requests, payments and notifications until it is taken back", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    const heard: string[] = [];
    const stop = [
      simulator.on("request", ({ operation, status }) =>
        heard.push(`${operation} ${status ?? ""}`),
      ),
      simulator.on("payment", ({ change, payment }) => heard.push(`${change} ${payment.status}`)),
      simulator.on("notification", ({ attempt }) => heard.push(`notified ${attempt.status ?? ""}`)),
      simulator.on("clock", ({ advancedMs }) => heard.push(`advanced ${String(advancedMs)}`)),
    ];
    const id = await createPayment(clientOf(simulator), { notify_url: merchant.url });

    await simulator.pay(id);
    await simulator.advance(5);
    for (const unsubscribe of stop) unsubscribe();
    await createPayment(clientOf(simulator));

    await expect(simulator.advance(-1)).rejects.toThrow("the clock only moves forward, not -1 ms");
    expect(heard).toEqual([
      "created pending",
      "postPayment 200",
      "paid done",
      "notified 200",
      "advanced 5",
    ]);
  });
});
