import type { Khipu } from "../../index.js";
import { UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import { giveBack } from "../give-back.js";
import type { GlobalOptions } from "../global-options.js";
import { refundFromWallet } from "./refunds-create.js";

interface Options extends GlobalOptions {
  readonly amount?: string;
  readonly wallet?: boolean;
  readonly yes?: boolean;
}

/** Gives all of a payment back to its payer, before Khipu pays it out; with `--wallet` as `refunds create` does. */
export async function run(
  context: Context,
  options: Options,
  [paymentId = ""]: readonly string[],
): Promise<number> {
  const { amount, wallet = false } = options;
  if (amount !== undefined && !wallet) throw partOfAll(paymentId, amount);
  const send = (client: Khipu, signal: AbortSignal) =>
    wallet
      ? refundFromWallet(client, paymentId, amount, signal)
      : client.payments.refund(paymentId, { signal });
  return giveBack(context, options, { paymentId, amount, send });
}

/** Khipu would not look at the amount, and give back everything. */
function partOfAll(paymentId: string, amount: string): UsageError {
  const command = `khipu refunds create ${paymentId} --amount ${amount}`;
  return new UsageError(
    {
      en: "this gives back all of a payment: it takes no --amount",
      es: "esto devuelve todo el cobro: no recibe --amount",
    },
    {
      en: `To give back a part, from the refund wallet: ${command}`,
      es: `Para devolver una parte, desde la billetera de devoluciones: ${command}`,
    },
  );
}
