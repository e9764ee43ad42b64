import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Khipu } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { Guide, guideSettings } from "../support/guide.js";

describe("give-back.ts of docs/refunds.md", () => {
  let guide: Guide;
  let simulator: Simulator;
  let paymentId: string;
  let giveBack: (...args: string[]) => Promise<string>;

  beforeEach(async () => {
    guide = new Guide("docs/refunds.md");
    simulator = await startSimulator({ seed: 1 });
    const settings = await guideSettings(simulator);
    const khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });
    const params = { amount: 5900, currency: "CLP", subject: "Order 1042" } as const;
    ({ payment_id: paymentId } = await khipu.payments.create(params));
    giveBack = async (...args) =>
      (await guide.run("give-back.ts", settings, ...args)).output.trim();
  });

  afterEach(async () => {
    guide.remove();
    await simulator.close();
  });

  test("gives back a part, and then all that is left", async () => {
    await simulator.pay(paymentId);

    expect(await giveBack(paymentId, "900")).toBe("given back 900.0000, left 5000.0000");
    expect(await giveBack(paymentId)).toBe("given back 5000.0000, left 0.0000");
  });

  test("says why a refund is refused", async () => {
    expect(await giveBack(paymentId)).toMatch(/^refused: payment_id: /);
  });

  test("repeats nothing when the answer is lost, and says what became of it", async () => {
    await simulator.pay(paymentId);
    simulator.fault({ kind: "server-error", operation: "postRefund", tookEffect: true, times: 1 });

    expect(await giveBack(paymentId, "900")).toBe("the answer was lost: refunded");
    expect(simulator.payments()[0]?.refunds).toHaveLength(1);
  });
});
