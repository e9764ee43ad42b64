import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { showPayment } from "../payment-view.js";

/** Reads a payment as it is now. */
export async function run(
  context: Context,
  options: GlobalOptions,
  [paymentId = ""]: readonly string[],
): Promise<number> {
  const client = await clientOf(context, options);
  showPayment(context, await client.payments.get(paymentId, { signal: context.signal }));
  return EXIT.ok;
}
