import type { Khipu } from "../../index.js";
import type { Context } from "../context.js";
import { giveBack } from "../give-back.js";
import type { GlobalOptions } from "../global-options.js";

/** Voids a payment: all of it is marked for return to its payer, before Khipu pays it out. */
export function run(
  context: Context,
  options: GlobalOptions & { readonly yes?: boolean },
  [paymentId = ""]: readonly string[],
): Promise<number> {
  const send = (client: Khipu, signal: AbortSignal) => client.payments.void(paymentId, { signal });
  return giveBack(context, options, { paymentId, send });
}
