import type { PredictParams } from "../../types.js";
import { money } from "../amounts.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import { predictFields } from "../../../generated/instant-payments.v3/cli-fields.js";
import type { GlobalOptions } from "../global-options.js";
import type { Said } from "../language.js";
import { paramsOf } from "../params.js";

const RESULTS: Readonly<Record<string, Said>> = {
  ok: { en: "the bank is likely to let it through", es: "es probable que el banco lo acepte" },
  new_destinatary_amount_exceeded: {
    en: "more than the bank allows to somebody new",
    es: "más de lo que el banco permite a un destinatario nuevo",
  },
  max_amount_exceeded: { en: "more than the bank allows", es: "más de lo que el banco permite" },
  new_destinatary_cool_down: {
    en: "the bank makes a new recipient wait",
    es: "el banco hace esperar a un destinatario nuevo",
  },
  not_available_account: { en: "the account cannot be used", es: "la cuenta no se puede usar" },
};

/** Tells whether a payer's bank is likely to let an amount through; if not, that is exit code 1. */
export async function run(
  context: Context,
  options: GlobalOptions & { readonly from?: string },
): Promise<number> {
  const params = await paramsOf<PredictParams>(context, predictFields, options);
  const client = await clientOf(context, options);
  const found = await client.payments.predict(params, { signal: context.signal });
  const isOk = found.result.toUpperCase() === "OK";
  const { green, yellow } = context.style;
  const { result } = found;
  const words = context.say(RESULTS[result.toLowerCase()] ?? { en: result, es: result });
  context.printJson(found);
  context.print((isOk ? green : yellow)(words));
  context.fields([
    [
      context.say({ en: "at most", es: "a lo más" }),
      money(context, found.max_amount, params.currency),
    ],
    [
      context.say({ en: "to somebody new", es: "a alguien nuevo" }),
      money(context, found.new_destinatary_max_amount, params.currency),
    ],
    [context.say({ en: "until", es: "hasta" }), found.cool_down_date],
  ]);
  return isOk ? EXIT.ok : EXIT.failed;
}
