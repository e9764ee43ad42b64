import type { CreateChargeIntentParams } from "../../types.js";
import { money } from "../amounts.js";
import { askFirst } from "../ask-first.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import { createChargeIntentFields } from "../../../generated/automatic-payments.v1/cli-fields.js";
import type { GlobalOptions } from "../global-options.js";
import { paramsOf } from "../params.js";
import { waitForPayment, type WaitingOptions, waitOptions } from "../wait.js";

interface Options extends GlobalOptions, WaitingOptions {
  readonly from?: string;
  readonly wait?: boolean;
  readonly yes?: boolean;
}

/** Charges a subscription, and waits for the money if asked to. */
export async function run(
  context: Context,
  options: Options,
  [subscription_id = ""]: readonly string[],
): Promise<number> {
  type Params = Omit<CreateChargeIntentParams, "subscription_id">;
  const params = await paramsOf<Params>(context, createChargeIntentFields, options);
  if (options.wait) waitOptions(context, options);
  const amount = money(context, params.amount, "CLP");
  await askFirst(context, options, {
    en: `Charge ${amount} to the subscription ${subscription_id}?`,
    es: `¿Cobrar ${amount} a la suscripción ${subscription_id}?`,
  });
  const client = await clientOf(context, options);
  const { signal } = context;
  const created = await client.chargeIntents.create({ ...params, subscription_id }, { signal });
  context.fields([
    [context.say({ en: "payment", es: "cobro" }), created.payment_id],
    [context.say({ en: "amount", es: "monto" }), amount],
  ]);
  if (options.wait) return waitForPayment(context, client, created.payment_id, options);
  context.print(
    context.say({
      en: "It is not paid yet: khipu payments wait tells when it is.",
      es: "Todavía no está pagado: khipu payments wait avisa cuando lo esté.",
    }),
  );
  context.printJson(created);
  return EXIT.ok;
}
