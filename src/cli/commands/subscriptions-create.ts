import { renderUnicodeCompact } from "uqr";
import type { CreateSubscriptionParams } from "../../types.js";
import { money } from "../amounts.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import { createSubscriptionFields } from "../../../generated/automatic-payments.v1/cli-fields.js";
import type { GlobalOptions } from "../global-options.js";
import { paramsOf } from "../params.js";
import { plain } from "../style.js";
import { waitForSubscription } from "../wait-for-subscription.js";
import { type WaitingOptions, waitOptions } from "../wait.js";

interface Options extends GlobalOptions, WaitingOptions {
  readonly from?: string;
  readonly qr?: boolean;
  readonly wait?: boolean;
}

/** Creates a subscription, shows where it is signed, and waits for that if asked to. */
export async function run(context: Context, options: Options): Promise<number> {
  const params = await paramsOf<CreateSubscriptionParams>(
    context,
    createSubscriptionFields,
    options,
  );
  if (options.wait) waitOptions(context, options);
  const client = await clientOf(context, options);
  const created = await client.subscriptions.create(params, { signal: context.signal });
  context.fields([
    [context.say({ en: "subscription", es: "suscripción" }), created.subscription_id],
    [
      context.say({ en: "a month at most", es: "al mes, a lo más" }),
      money(context, params.max_amount, params.currency),
    ],
    [
      context.say({ en: "a charge at most", es: "por cargo, a lo más" }),
      money(context, params.max_amount_per_charge, params.currency),
    ],
    [context.say({ en: "sign at", es: "se firma en" }), created.redirect_url],
  ]);
  if (options.qr ?? context.isTty.stdout) {
    context.print();
    context.print(renderUnicodeCompact(created.redirect_url, { border: 2 }));
  }
  if (!options.wait) {
    context.printJson(created);
    return EXIT.ok;
  }
  if (context.isJson) context.note(plain(created.redirect_url));
  return waitForSubscription(context, client, created.subscription_id, options);
}
