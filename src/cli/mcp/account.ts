import { Khipu } from "../../index.js";
import { startSimulator } from "../../simulator/index.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { baseUrlOf, findApiKey, findWebhookSecret } from "../credentials.js";
import { isLoopback } from "../doctor/address.js";
import type { GlobalOptions } from "../global-options.js";
import { whatIsAt } from "../simulator/remote.js";

/** What an agent acts on: a simulator, or an account of Khipu's. */
export interface Account {
  readonly client: Khipu;
  /** The simulator's address; an account of Khipu's has none. */
  readonly simulatorUrl: string | undefined;
  /** Notifications are verified with it; not every account has one here. */
  readonly webhookSecret: string | undefined;
  close(): Promise<void>;
}

/**
 * Opens the account that is configured. Without an API key and without an address it is a simulator, started here
 * and gone afterwards.
 *
 * @throws UsageError when there is an address and no key.
 */
export async function openAccount(context: Context, options: GlobalOptions): Promise<Account> {
  const baseUrl = baseUrlOf(context, options);
  const key = await findApiKey(context, options);
  if (key === undefined && baseUrl === undefined) return ownSimulator(context);
  const client = await clientOf(context, options);
  return {
    client,
    simulatorUrl: (await isSimulated(baseUrl, context.signal)) ? baseUrl : undefined,
    webhookSecret: (await findWebhookSecret(context, {}))?.value,
    close: () => Promise.resolve(),
  };
}

/** Only what runs on this machine and says that it is a simulator is taken for one. */
async function isSimulated(baseUrl: string | undefined, signal: AbortSignal): Promise<boolean> {
  if (baseUrl === undefined || !URL.canParse(baseUrl) || !isLoopback(new URL(baseUrl)))
    return false;
  return (await whatIsAt(baseUrl.replace(/\/+$/, ""), signal)) === "simulator";
}

async function ownSimulator(context: Context): Promise<Account> {
  const simulator = await startSimulator({ language: context.language });
  const { url, apiKey, webhookSecret } = simulator;
  context.conceal(apiKey);
  context.conceal(webhookSecret);
  return {
    client: new Khipu({ apiKey, baseUrl: url, appInfo: { name: "khipu-cli" } }),
    simulatorUrl: url,
    webhookSecret,
    close: () => simulator.close(),
  };
}
