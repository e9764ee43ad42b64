import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import type { GlobalOptions } from "../global-options.js";
import { waitForPayment, type WaitingOptions } from "../wait.js";

/** Waits until nothing can change about a payment any more. */
export async function run(
  context: Context,
  options: GlobalOptions & WaitingOptions,
  [paymentId = ""]: readonly string[],
): Promise<number> {
  return waitForPayment(context, await clientOf(context, options), paymentId, options);
}
