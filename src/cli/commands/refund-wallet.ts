import { money } from "../amounts.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";

/** Shows the balance of the wallet that refunds are paid from. */
export async function run(context: Context, options: GlobalOptions): Promise<number> {
  const client = await clientOf(context, options);
  const wallet = await client.refundWallet.get({ signal: context.signal });
  context.printJson(wallet);
  context.fields([
    [
      context.say({ en: "balance", es: "saldo" }),
      money(context, wallet.balance, wallet.currency ?? "CLP"),
    ],
    [context.say({ en: "add funds at", es: "se carga en" }), wallet.add_funds_url],
  ]);
  return EXIT.ok;
}
