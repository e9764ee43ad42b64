import { afterEach, describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { clientOf, createPayment, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

const platformFetch = globalThis.fetch;

afterEach(() => {
  globalThis.fetch = platformFetch;
});

describe("notifications", () => {
  test("arrive although a test has put its own fetch in place", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator), { notify_url: merchant.url });
    globalThis.fetch = () => Promise.reject(new Error("mocked"));

    await simulator.pay(id);

    expect(merchant.received).toHaveLength(1);
  });

  test("arrive at an address that a test has given to nock", async () => {
    const simulator = await simulate();
    const notify_url = "https://shop.example.com/notify";
    const id = await createPayment(clientOf(simulator), { notify_url, notify_api_version: "3.0" });
    const shop = nock("https://shop.example.com", {
      reqheaders: { "x-khipu-signature": /^t=\d{13},s=[\w+/]{43}=$/, "content-type": /json/ },
    })
      .post("/notify", (body: { payment_id?: string }) => body.payment_id === id)
      .reply(200);

    await simulator.pay(id);

    expect(shop.isDone()).toBe(true);
    expect(simulator.notifications()).toMatchObject([{ state: "delivered" }]);
  });

  test("are not tried again once a resent one was taken", async () => {
    const merchant = await openMerchant(500, 200);
    const simulator = await simulate({ retryDelaysMs: [60_000] });
    const id = await createPayment(clientOf(simulator), { notify_url: merchant.url });

    await simulator.pay(id);
    await simulator.resend(id);
    await simulator.advance(60_000);

    expect(merchant.received).toHaveLength(2);
    expect(simulator.notifications()).toMatchObject([{ state: "delivered" }]);
  });

  test("are delivered all the same when there are more than go out at once", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate();
    const client = clientOf(simulator);
    const notify = { notify_url: merchant.url };
    const ids = await Promise.all(Array.from({ length: 130 }, () => createPayment(client, notify)));

    await Promise.all(ids.map((id) => simulator.pay(id)));

    expect(merchant.received).toHaveLength(130);
    expect(simulator.notifications().every(({ state }) => state === "delivered")).toBe(true);
  });

  test("stop at a reset, those that wait for their turn included", async () => {
    const merchant = await openMerchant(() => undefined);
    const simulator = await simulate();
    const client = clientOf(simulator);
    const notify = { notify_url: merchant.url };
    const ids = await Promise.all(Array.from({ length: 130 }, () => createPayment(client, notify)));
    const paying = ids.map((id) => simulator.pay(id));
    await merchant.waitFor(128);

    simulator.reset();

    const outcomes = await Promise.allSettled(paying);
    expect(merchant.received).toHaveLength(128);
    expect(simulator.notifications()).toEqual([]);
    expect(outcomes).toHaveLength(130);
  });
});
