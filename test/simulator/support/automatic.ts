import { Khipu, type KhipuOptions } from "../../../src/index.js";
import type { Simulator } from "../../../src/simulator/index.js";

/** Our client for the simulator's first receiver; it repeats nothing. */
export function khipuOf(
  { url: baseUrl, apiKey }: Pick<Simulator, "url" | "apiKey">,
  options: Partial<KhipuOptions> = {},
): Khipu {
  return new Khipu({ apiKey, baseUrl, maxRetries: 0, ...options });
}

/** A request to create a subscription with everything that is mandatory. */
export const SUBSCRIPTION = {
  name: "Té mensual",
  email: "ana@example.com",
  max_amount: 20_000,
  max_amount_per_charge: 5000,
  currency: "CLP",
  notify_url: "https://shop.example.com/subscription",
  return_url: "https://shop.example.com/signed",
  cancel_url: "https://shop.example.com/not-signed",
};

/** A request to charge it. */
export const CHARGE = {
  amount: 4990,
  subject: "Té de marzo",
  body: "Dos cajas",
  custom: "",
  transaction_id: "march",
  error_response_url: "https://shop.example.com/failed",
  notify_url: "https://shop.example.com/paid",
};

/** Creates a subscription and has it signed and confirmed; tells its id. */
export async function enabledSubscription(simulator: Simulator, fields: object = {}) {
  const { subscriptions } = khipuOf(simulator);
  const { subscription_id } = await subscriptions.create({ ...SUBSCRIPTION, ...fields });
  await simulator.enableSubscription(subscription_id);
  return subscription_id;
}
