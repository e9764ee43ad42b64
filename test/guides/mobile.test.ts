import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { Guide, guideSettings } from "../support/guide.js";

let guide: Guide;
let simulator: Simulator;

beforeEach(async () => {
  guide = new Guide("docs/mobile.md");
  simulator = await startSimulator({ seed: 1, retryDelaysMs: [] });
});

afterEach(async () => {
  guide.remove();
  await simulator.close();
});

test("the app's server of the guide says paid when Khipu has, and gives the app no key", async () => {
  const settings = await guideSettings(simulator);
  await guide.serve("app-server.ts", settings);
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${settings.PUBLIC_URL}${path}`, init);
    return answer.text();
  };

  const told = await ask("/orders", { method: "POST" });
  const { orderId, payment_id } = JSON.parse(told) as Record<string, string>;
  expect(told).not.toContain(simulator.apiKey);
  expect(await ask(`/orders/${orderId}`)).toBe('{"isPaid":false}');

  await simulator.pay(payment_id ?? "");

  expect(await ask(`/orders/${orderId}`)).toBe('{"isPaid":true}');
});
