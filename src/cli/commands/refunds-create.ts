import type { Khipu } from "../../index.js";
import type { Refund } from "../../types.js";
import type { Context } from "../context.js";
import { giveBack } from "../give-back.js";
import type { GlobalOptions } from "../global-options.js";

interface Options extends GlobalOptions {
  readonly amount?: string;
  readonly yes?: boolean;
}

/** Gives back all that is left of a payment, or a part of it, out of the refund wallet. */
export function run(
  context: Context,
  options: Options,
  [paymentId = ""]: readonly string[],
): Promise<number> {
  const { amount } = options;
  const send = (client: Khipu, signal: AbortSignal) =>
    refundFromWallet(client, paymentId, amount, signal);
  return giveBack(context, options, { paymentId, amount, send });
}

/** Sends one refund: a part where there is an amount, otherwise all that is left. */
export function refundFromWallet(
  client: Khipu,
  payment_id: string,
  amount: string | undefined,
  signal: AbortSignal,
): Promise<Refund> {
  return amount === undefined
    ? client.refunds.create({ type: "full", payment_id }, { signal })
    : client.refunds.create({ type: "partial", payment_id, amount }, { signal });
}
