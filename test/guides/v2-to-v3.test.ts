import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Khipu } from "../../src/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { KhipuV2 } from "../../src/v2/index.js";
import { Guide, guideSettings } from "../support/guide.js";

let guide: Guide;
let simulator: Simulator;

beforeEach(async () => {
  guide = new Guide("docs/v2-to-v3.md");
  simulator = await startSimulator({ seed: 1, retryDelaysMs: [] });
});

afterEach(async () => {
  guide.remove();
  await simulator.close();
});

test("the webhooks of the guide settle payments of both versions, each once", async () => {
  const settings = await guideSettings(simulator);
  const { PUBLIC_URL } = settings;
  await guide.serve("webhooks.ts", settings);
  const { url, apiKey, receiverId, webhookSecret: secret } = simulator;
  const old = new KhipuV2({ receiverId, secret, baseUrl: `${url}/api/2.0` });
  const khipu = new Khipu({ apiKey, baseUrl: url });
  const params = { currency: "CLP", subject: "A book" } as const;
  await old.payments.create({
    ...params,
    amount: 3500,
    transaction_id: "1041",
    notify_url: `${PUBLIC_URL}/webhooks/khipu/1.3`,
  });
  await khipu.payments.create({
    ...params,
    amount: 5900,
    transaction_id: "1042",
    notify_url: `${PUBLIC_URL}/webhooks/khipu`,
  });

  for (const { payment_id } of simulator.payments()) {
    await simulator.pay(payment_id);
    await simulator.resend(payment_id);
  }

  const statuses = simulator.notifications().map(({ attempts }) => attempts.map((a) => a.status));
  expect(statuses).toEqual([
    [200, 200],
    [200, 200],
  ]);
  const orders = await fetch(PUBLIC_URL);
  expect(await orders.json()).toEqual([
    ["1041", { total: 3500, paid: 1 }],
    ["1042", { total: 5900, paid: 1 }],
  ]);
});
