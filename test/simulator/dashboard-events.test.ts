import { describe, expect, test } from "@jest/globals";
import { startSimulator } from "../../src/simulator/index.js";
import { clientOf, createPayment, send, simulate } from "./support/client.js";
import { act } from "./support/dashboard.js";
import { listen } from "./support/event-stream.js";
import { openpayOf, transbankCharge } from "./support/openpay.js";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("GET /events", () => {
  test("tells which payment has changed, at once", async () => {
    const simulator = await simulate();
    const stream = await listen(`${simulator.url}/events`);

    const id = await createPayment(clientOf(simulator));
    await stream.waitFor(1);

    expect(stream.type).toBe("text/event-stream");
    expect(stream.changes).toEqual([{ about: id }]);
    stream.close();
  });

  test("tells a hundred changes within 100 ms in two messages", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const ids = await Promise.all(Array.from({ length: 100 }, () => createPayment(client)));
    const stream = await listen(`${simulator.url}/events`);

    await Promise.all(ids.map((id) => simulator.reject(id)));
    await stream.waitFor(2);
    await pause(250);

    // The second one is about several payments, so it names none.
    expect(stream.changes).toEqual([{ about: ids[0] }, {}]);
    stream.close();
  });

  test("leaves out what is about something else", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const [mine, other] = [await createPayment(client), await createPayment(client)];
    const stream = await listen(`${simulator.url}/events?about=${mine}`);

    await simulator.reject(other);
    await simulator.reject(mine);
    await stream.waitFor(1);
    await simulator.advance(1000);
    await stream.waitFor(2);

    // The clock concerns every page.
    expect(stream.changes).toEqual([{ about: mine }, { about: mine }]);
    stream.close();
  });

  test("tells of API requests to those alone who ask for them", async () => {
    const simulator = await simulate();
    const [with_, without] = [
      await listen(`${simulator.url}/events?requests=1`),
      await listen(`${simulator.url}/events`),
    ];

    await clientOf(simulator)("GET", "/v3/banks");
    await with_.waitFor(1);
    await pause(20);

    expect([with_.changes, without.changes]).toEqual([[{}], []]);
    with_.close();
    without.close();
  });

  test("ends with the simulator, and at once", async () => {
    const simulator = await startSimulator();
    const stream = await listen(`${simulator.url}/events`);
    await createPayment(clientOf(simulator));

    const begun = performance.now();
    await simulator.close();
    await stream.ended;

    // Far from the least that anything here waits for, which is a heartbeat of 15 seconds.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test("survives who goes away", async () => {
    const simulator = await simulate();
    const stream = await listen(`${simulator.url}/events`);
    stream.close();
    await stream.ended;
    await pause(20);

    const id = await createPayment(clientOf(simulator));
    const page = await act(simulator.url, `/dashboard/payments/${id}/pay`);

    expect(page.status).toBe(200);
  });

  test("answers HEAD without a stream", async () => {
    const { url } = await simulate();

    const answer = await send(`${url}/events`, { method: "HEAD" });

    expect([answer.status, answer.text]).toEqual([200, ""]);
  });
});

describe("the simulator's events", () => {
  test("tell what happens to subscriptions and charges", async () => {
    const simulator = await simulate({ verificationMs: 60_000 });
    const told: string[] = [];
    simulator.on("subscription", ({ change, subscription }) =>
      told.push(`${change} ${subscription.status}`),
    );
    simulator.on("charge", ({ change, payment }) =>
      told.push(`${change} ${payment.status_detail}`),
    );
    const client = clientOf(simulator);
    const web = "https://shop.example.com/";
    const created = await client("POST", "/v1/automatic-payment/subscription", {
      ...{
        name: "Tea",
        email: "payer@example.com",
        max_amount: 5000,
        max_amount_per_charge: 5000,
        currency: "CLP",
      },
      ...{ notify_url: "http://127.0.0.1:1/", return_url: web, cancel_url: web },
    });
    const subscription_id = String(created.body["subscription_id"]);
    await simulator.signSubscription(subscription_id);
    await simulator.enableSubscription(subscription_id);
    for (const settle of ["pay", "failCharge"] as const) {
      const charge = await client("POST", "/v1/automatic-payment/charge-intent", {
        ...{ subscription_id, amount: 100, subject: "May", body: "x", custom: "x" },
        ...{ transaction_id: "a", notify_url: web, error_response_url: "http://127.0.0.1:1/" },
        notify_api_version: "3.0",
      });
      simulator.fault({ kind: "lost-notification" });
      await simulator[settle](String(charge.body["payment_id"]));
    }
    await simulator.disableSubscription(subscription_id);

    expect(told).toEqual([
      ...["created PENDING", "signed SIGNED", "enabled ENABLED"],
      ...["created pending", "made normal", "created pending", "failed rejected-by-payer"],
      "disabled DISABLED",
    ]);
  });

  test("tell what happens to Openpay's charges", async () => {
    const simulator = await simulate();
    const told: string[] = [];
    simulator.on("openpayCharge", ({ change, charge }) => told.push(`${change} ${charge.status}`));
    const { charges } = openpayOf(simulator);

    const first = await charges.create(transbankCharge({ order_id: "a" }));
    await simulator.openpay.complete(first.id);
    await charges.refund(first.id, { amount: 1 });
    const second = await charges.create(transbankCharge({ order_id: "b" }));
    await simulator.openpay.fail(second.id);

    expect(told).toEqual([
      ...["created charge_pending", "succeeded completed", "refunded completed"],
      ...["created charge_pending", "failed failed"],
    ]);
  });
});
