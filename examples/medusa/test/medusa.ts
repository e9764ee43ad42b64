import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { WebhookActionResult } from "@medusajs/types";
import { type Simulator, startSimulator } from "khipu-simulator";
import { KhipuProvider } from "../src/khipu/provider.js";

/** The provider as Medusa uses it, Khipu simulated, and Medusa's route for webhooks. */
export interface Scene {
  readonly provider: KhipuProvider;
  readonly simulator: Simulator;
  /** What came of each notification. */
  readonly actions: WebhookActionResult[];
  readonly warnings: string[];
  readonly hook: string;
  /** The provider's clock, in milliseconds. */
  readonly clock: { now: number };
  /** Another process of Medusa's, which remembers nothing. */
  restarted(): KhipuProvider;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const simulator = await startSimulator({ seed: 1, retryDelaysMs: [] });
  const actions: WebhookActionResult[] = [];
  const warnings: string[] = [];
  const clock = { now: Date.parse("2026-09-01T12:00:00Z") };
  const hook = createServer((request, response) => {
    void buffer(request).then(async (rawData) => {
      const { headers } = request;
      actions.push(await provider.getWebhookActionAndData({ data: {}, rawData, headers }));
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(hook, "listening");
  // A server that listens on a port has an address object.
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hooks/payment/khipu_khipu`;
  const options = {
    apiKey: simulator.apiKey,
    webhookSecret: simulator.webhookSecret,
    receiverId: String(simulator.receiverId),
    baseUrl: simulator.url,
    notifyUrl: url,
    returnUrl: "http://127.0.0.1/order",
  };
  const logger = { warn: (message: string) => void warnings.push(message) };
  const restarted = () => new KhipuProvider({ logger }, options, () => clock.now);
  const provider = restarted();
  const close = async () => {
    hook.close();
    await simulator.close();
  };
  return { provider, simulator, actions, warnings, hook: url, clock, restarted, close };
}

/** What Medusa keeps, as its database gives it back. */
export function stored(data: Record<string, unknown> | undefined): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

/** A session of an order of 5,900 pesos, as Medusa begins it: the page's data, and its own id over it. */
export async function begin({ provider }: Scene, session_id = "payses_1") {
  const data = { refunds: ["planted by the page"], session_id };
  const begun = await provider.initiatePayment({ amount: 5900, currency_code: "clp", data });
  return stored({ ...data, ...begun.data });
}

/** The same, paid, and taken over as a payment. */
export async function paid(scene: Scene) {
  const session = await begin(scene);
  await scene.simulator.pay(String(session["payment_id"]));
  const { status, data } = await scene.provider.authorizePayment({ data: session });
  if (status !== "captured") throw new Error(`the session is ${status}`);
  return stored(data);
}
