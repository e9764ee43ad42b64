import { describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import type { Simulator, SimulatorOptions } from "../../src/simulator/index.js";
import { clientOf, createPayment, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import type { Merchant } from "./support/merchant.js";

const NOW = Date.parse("2026-03-09T02:22:27.266Z");

async function shop(merchant: Merchant, options: SimulatorOptions = {}, fields = {}) {
  const simulator = await simulate({ retryDelaysMs: [60_000, 120_000], ...options });
  const client = clientOf(simulator);
  const id = await createPayment(client, {
    ...{ notify_url: merchant.url, notify_api_version: "3.0" },
    ...fields,
  });
  return { simulator, client, id };
}

const stateOf = (simulator: Simulator) => simulator.notifications()[0]?.state;
const statuses = (simulator: Simulator) =>
  simulator.notifications()[0]?.attempts.map((attempt) => attempt.status);

describe("a notification of version 3.0", () => {
  test("is signed JSON in the form of Khipu's example", async () => {
    const merchant = await openMerchant();
    const { simulator, id } = await shop(
      merchant,
      { seed: "example", now: () => NOW },
      { transaction_id: "order/1", body: "Té", custom: "<x/>", payer_email: "ana@example.com" },
    );

    const { notification_token: token } = await simulator.pay(id, { name: "Ana" });

    const [{ method, path, headers, body } = never()] = merchant.received;
    const receiver = String(simulator.receiverId);
    const pdf = `${simulator.url}/receipts/CPKH-0803262322-${id}.pdf`.replaceAll("/", "\\/");
    expect([method, path, headers["content-type"]]).toEqual([
      "POST",
      "/notify",
      "application/json",
    ]);
    expect(body).toBe(
      `{"payment_id":"${id}","receiver_id":${receiver},"subject":"Té","amount":"1000.0000",` +
        `"discount":"0.0000","currency":"CLP","body":"Té","custom":"<x\\/>","receipt_url":"${pdf}",` +
        `"bank":"DemoBank","bank_id":"Bawdf","payer_name":"Ana","payer_email":"ana@example.com",` +
        `"personal_identifier":"11.111.111-1","bank_account_number":"000000000000111111111",` +
        `"out_of_date_conciliation":false,"transaction_id":"order\\/1",` +
        `"authorizer_operation_code":"${token.slice(0, 32)}",` +
        `"responsible_user_email":"cobrador@example.com","payment_method":"simplified_transfer",` +
        `"conciliation_date":"2026-03-09T02:22:27.266Z"}`,
    );
    const hmac = createHmac("sha256", simulator.webhookSecret).update(`1773022947266.${body}`);
    expect(headers["x-khipu-signature"]).toBe(`t=1773022947266,s=${hmac.digest("base64")}`);
  });

  test("is sent once when it is answered with 200, before pay resolves", async () => {
    const merchant = await openMerchant();
    const { simulator, id } = await shop(merchant);

    await simulator.pay(id);
    expect(merchant.received).toHaveLength(1);
    await simulator.advance(3 * 86_400_000);

    expect(merchant.received).toHaveLength(1);
    expect(simulator.notifications(id)).toMatchObject([
      {
        ...{ id: 1, kind: "payment-3.0", about: id, url: merchant.url, state: "delivered" },
        ...{ contentType: "application/json", body: merchant.received[0]?.body },
        attempts: [
          {
            status: 200,
            answer: "noted",
            signature: merchant.received[0]?.headers["x-khipu-signature"],
          },
        ],
      },
    ]);
    expect(simulator.notifications("other")).toEqual([]);
  });

  test.each([201, 204, 302, 400, 500])("is tried again after a %d", async (status) => {
    const merchant = await openMerchant(status, 200);
    const { simulator, id } = await shop(merchant);

    await simulator.pay(id);
    await simulator.advance(59_000);
    expect(statuses(simulator)).toEqual([status]);
    await simulator.advance(1_000);

    expect(statuses(simulator)).toEqual([status, 200]);
    expect(stateOf(simulator)).toBe("delivered");
  });

  test("is signed anew for every attempt, over the same body", async () => {
    const merchant = await openMerchant(500, 200);
    const { simulator, id } = await shop(merchant);

    await simulator.pay(id);
    await simulator.advance(60_000);

    const [first = never(), second = never()] = merchant.received;
    expect(second.body).toBe(first.body);
    expect(timeOf(second) - timeOf(first)).toBeGreaterThanOrEqual(60_000);
  });

  test("can keep the time of its first attempt", async () => {
    const merchant = await openMerchant(500, 200);
    const { simulator, id } = await shop(merchant, { renewTimestamps: false });

    await simulator.pay(id);
    await simulator.advance(60_000);

    const [first, second] = merchant.received.map(({ headers }) => headers["x-khipu-signature"]);
    expect(second).toBe(first);
  });

  test("is given up after the last retry, and can be resent by hand", async () => {
    const merchant = await openMerchant(500, 500, 500, 200);
    const { simulator, id } = await shop(merchant);

    await simulator.pay(id);
    await simulator.advance(180_000);
    expect([stateOf(simulator), statuses(simulator)]).toEqual(["failed", [500, 500, 500]]);
    const attempt = await simulator.resend(id);

    expect(attempt.status).toBe(200);
    expect(stateOf(simulator)).toBe("delivered");
    expect((await simulator.resend(1)).status).toBe(200);
    expect(merchant.received).toHaveLength(5);
  });

  test("is tried ten more times within two days by default", async () => {
    const merchant = await openMerchant(503);
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator), { notify_url: merchant.url });

    await simulator.pay(id);
    await simulator.advance(2 * 86_400_000);

    expect(merchant.received).toHaveLength(11);
    expect(stateOf(simulator)).toBe("failed");
  });

  test("retries by itself when time passes", async () => {
    const merchant = await openMerchant(500, 500, 200);
    const { simulator, id } = await shop(merchant, { retryDelaysMs: [5, 10] });
    const delivered = new Promise<void>((resolve) => {
      simulator.on("notification", ({ notification }) => {
        if (notification.state === "delivered") resolve();
      });
    });

    await simulator.pay(id);
    await delivered;

    expect(statuses(simulator)).toEqual([500, 500, 200]);
  });
});

describe("an attempt to notify", () => {
  test.each([
    {
      what: "refuses the connection",
      url: "http://127.0.0.1:9/",
      behaviour: 200,
      error: "ECONNREFUSED",
    },
    {
      what: "cuts the connection",
      behaviour: (response: { destroy(): void }) => {
        response.destroy();
      },
      error: "ECONNRESET",
    },
    {
      what: "does not answer in time",
      behaviour: () => undefined,
      error: "no answer within 40 ms",
    },
  ])("at a merchant that $what is written down", async ({ url, behaviour, error }) => {
    const merchant = await openMerchant(behaviour);
    const { simulator, id } = await shop(url === undefined ? merchant : { ...merchant, url }, {
      notificationTimeoutMs: 40,
    });

    await simulator.pay(id);

    const [attempt = never()] = simulator.notifications()[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ error });
    expect(attempt).not.toHaveProperty("status");
    expect(stateOf(simulator)).toBe("scheduled");
  });

  test("does not count when its 200 breaks off", async () => {
    const merchant = await openMerchant((response) => {
      response.writeHead(200, { "content-length": 100 }).write("half");
      setTimeout(() => response.destroy(), 5);
    });
    const { simulator, id } = await shop(merchant);

    await simulator.pay(id);

    expect(simulator.notifications()[0]).toMatchObject({
      state: "scheduled",
      attempts: [{ status: 200, error: "ECONNRESET" }],
    });
  });

  test("keeps the beginning of a long answer only", async () => {
    const merchant = await openMerchant((response) => response.end("x".repeat(100_000)));
    const { simulator, id } = await shop(merchant);

    await simulator.pay(id);

    expect(simulator.notifications()[0]?.attempts[0]?.answer).toBe("x".repeat(1024));
  });
});

describe("nobody is notified", () => {
  test.each(["reject", "markAsAbuse", "markPaid", "verify", "expire"] as const)(
    "of %s",
    async (control) => {
      const merchant = await openMerchant();
      const { simulator, id } = await shop(merchant);

      await simulator[control](id);
      await simulator.advance(86_400_000);

      expect(merchant.received).toEqual([]);
      await expect(simulator.resend(id)).rejects.toThrow(`payment ${id} has no notification`);
      await expect(simulator.resend(7)).rejects.toThrow("there is no notification 7");
    },
  );
});

describe("a payment that names no version", () => {
  test.each([
    [{}, "application/json"],
    [{ receiver: { notifyApiVersion: "1.3" } }, "application/x-www-form-urlencoded"],
  ] as const)("of version 3.0 is notified as its receiver %j has it", async (options, type) => {
    const merchant = await openMerchant();
    const { simulator, id } = await shop(merchant, options, { notify_api_version: undefined });

    await simulator.pay(id);

    expect(merchant.received[0]?.headers["content-type"]).toBe(type);
  });
});

describe("a notification of version 1.3", () => {
  test("is a form with a token, unsigned", async () => {
    const merchant = await openMerchant();
    const { simulator, id } = await shop(merchant, {}, { notify_api_version: "1.3" });

    const { notification_token: token } = await simulator.pay(id);

    const [{ headers, body } = never()] = merchant.received;
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(headers).not.toHaveProperty("x-khipu-signature");
    expect(body).toBe(`api_version=1.3&notification_token=${token}`);
  });
});

describe("warnings", () => {
  test("tell once what would not work with Khipu", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const heard: string[] = [];
    simulator.on("warning", ({ code }) => heard.push(code));

    for (const host of ["localhost:1", "127.0.0.1:1", "[::1]:1"]) {
      await createPayment(client, { notify_url: `http://${host}/` });
    }

    expect(heard).toEqual(["loopback-notify-url", "no-notify-api-version"]);
    expect(simulator.warnings().map(({ code }) => code)).toEqual(heard);
  });

  test("are silent about a public notify_url of version 3.0", async () => {
    const simulator = await simulate();

    await createPayment(clientOf(simulator), {
      notify_url: "https://shop.example.com/notify",
      notify_api_version: "3.0",
    });

    expect(simulator.warnings()).toEqual([]);
  });
});

function timeOf({ headers }: { headers: Record<string, unknown> }): number {
  return Number(/^t=(\d+)/.exec(String(headers["x-khipu-signature"]))?.[1]);
}

function never(): never {
  throw new Error("nothing came");
}
