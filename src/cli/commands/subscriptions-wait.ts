import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import type { GlobalOptions } from "../global-options.js";
import { waitForSubscription } from "../wait-for-subscription.js";
import type { WaitingOptions } from "../wait.js";

/** Waits until a subscription can be charged. */
export async function run(
  context: Context,
  options: GlobalOptions & WaitingOptions,
  [subscriptionId = ""]: readonly string[],
): Promise<number> {
  return waitForSubscription(context, await clientOf(context, options), subscriptionId, options);
}
