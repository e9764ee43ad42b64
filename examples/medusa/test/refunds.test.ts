import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Khipu } from "khipu-sdk";
import { openScene, paid, type Scene, stored } from "./medusa.js";

let scene: Scene;
let payment: Record<string, unknown>;

beforeEach(async () => {
  scene = await openScene();
  payment = await paid(scene);
});

afterEach(() => scene.close());

const refunds = () =>
  (scene.simulator.payments()[0]?.refunds ?? []).map(({ amount }) => Number(amount));

/** Medusa's refund, by the process that is running or by another. It forgets a refund that fails. */
async function refund(amount: number, provider = scene.provider): Promise<void> {
  const answer = await provider.refundPayment({ amount, data: payment });
  payment = stored(answer.data);
}

function lose(tookEffect: boolean): void {
  scene.simulator.fault({ kind: "reset", operation: "postRefund", tookEffect, times: 1 });
}

void describe("a refund", () => {
  void test("gives back a part, the same part again, and the rest", async () => {
    await refund(900);
    await refund(900);
    await refund(4100);

    assert.deepEqual(refunds(), [900, 900, 4100]);
  });

  void test("whose answer is lost is found, and not made again", async () => {
    lose(true);

    await refund(900);
    await refund(1000);

    assert.deepEqual(refunds(), [900, 1000]);
  });

  void test("that was lost with its process is found at Medusa's next try", async () => {
    // What the process sent before it died.
    const khipu = new Khipu({ apiKey: scene.simulator.apiKey, baseUrl: scene.simulator.url });
    const payment_id = String(payment["payment_id"]);
    await khipu.refunds.create({ type: "partial", payment_id, amount: 900 });

    await refund(900, scene.restarted());

    assert.deepEqual(refunds(), [900]);
    await refund(900);
    assert.deepEqual(refunds(), [900, 900]);
  });

  void test("that Khipu may still be working on is not sent again at once", async () => {
    lose(false);
    await assert.rejects(refund(900));

    await assert.rejects(refund(900), /Try again in 10 min/);
    scene.clock.now += 9 * 60_000;
    await assert.rejects(refund(900), /Try again in 1 min/);
    assert.deepEqual(refunds(), []);

    scene.clock.now += 60_000;
    await refund(900);
    assert.deepEqual(refunds(), [900]);
  });

  void test("is not sent beside one that Medusa does not know of", async () => {
    const khipu = new Khipu({ apiKey: scene.simulator.apiKey, baseUrl: scene.simulator.url });
    const payment_id = String(payment["payment_id"]);
    await khipu.refunds.create({ type: "partial", payment_id, amount: 1000 });

    await assert.rejects(refund(900), /Khipu has a refund of 1000.* Refund that amount first/);
    await refund(1000);
    await refund(900);

    assert.deepEqual(refunds(), [1000, 900]);
  });

  void test("that Khipu refuses can be tried again at once", async () => {
    await assert.rejects(refund(59_000), /amount/);

    await refund(5900);
    assert.deepEqual(refunds(), [5900]);
  });
});
