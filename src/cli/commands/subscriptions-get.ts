import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { showSubscription } from "../subscription-view.js";

/** Reads a subscription as it is now. */
export async function run(
  context: Context,
  options: GlobalOptions,
  [subscriptionId = ""]: readonly string[],
): Promise<number> {
  const client = await clientOf(context, options);
  showSubscription(
    context,
    await client.subscriptions.get(subscriptionId, { signal: context.signal }),
  );
  return EXIT.ok;
}
