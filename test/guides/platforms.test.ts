import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { signNotification } from "../../src/webhooks/index.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { Guide, guideSettings } from "../support/guide.js";

let guide: Guide;
let simulator: Simulator;
let post: (path: string, init?: RequestInit) => Promise<Response>;
let paidBy: (receiverId: string) => Promise<unknown>;

beforeEach(async () => {
  guide = new Guide("docs/platforms.md");
  simulator = await startSimulator({ seed: 1, retryDelaysMs: [] });
  const settings = await guideSettings(simulator);
  await guide.serve("platform.ts", settings);
  post = (path, init) => fetch(`${settings.PUBLIC_URL}${path}`, { method: "POST", ...init });
  paidBy = async (id) => (await fetch(`${settings.PUBLIC_URL}/shops/${id}`)).json();
});

afterEach(async () => {
  guide.remove();
  await simulator.close();
});

async function openShop(name: string): Promise<string> {
  const answer = await post(`/shops/${name}`);
  return (await answer.json()) as string;
}

test("the platform of the guide settles each shop's payments with that shop's secret", async () => {
  const [first, second] = [await openShop("first"), await openShop("second")];
  await post(`/shops/${first}/7`);
  await post(`/shops/${second}/8`);

  for (const { payment_id } of simulator.payments()) await simulator.pay(payment_id);

  expect(await paidBy(first)).toEqual(["7"]);
  expect(await paidBy(second)).toEqual(["8"]);
});

test("the platform of the guide takes nothing that another account has signed", async () => {
  const shop = await openShop("first");
  await post(`/shops/${shop}/7`);
  const [payment] = simulator.payments();
  const body = JSON.stringify({ ...payment, conciliation_date: "2026-09-01T12:00:00.000Z" });
  const signature = await signNotification(body, { secret: simulator.webhookSecret });

  const headers = { "x-khipu-signature": signature };
  const answer = await post(`/webhooks/khipu/${shop}`, { headers, body });

  expect(answer.status).toBe(400);
  expect(await paidBy(shop)).toEqual([]);
});
