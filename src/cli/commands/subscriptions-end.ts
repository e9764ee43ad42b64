import { askFirst } from "../ask-first.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { showSubscription } from "../subscription-view.js";

/** Ends a subscription for good. */
export async function run(
  context: Context,
  options: GlobalOptions & { readonly yes?: boolean },
  [subscriptionId = ""]: readonly string[],
): Promise<number> {
  await askFirst(context, options, {
    en: `End the subscription ${subscriptionId} for good? Charges that are made already may still go through.`,
    es: `¿Terminar definitivamente la suscripción ${subscriptionId}? Los cargos ya hechos todavía pueden pasar.`,
  });
  const client = await clientOf(context, options);
  const { signal } = context;
  showSubscription(context, await client.subscriptions.end(subscriptionId, { signal }));
  return EXIT.ok;
}
