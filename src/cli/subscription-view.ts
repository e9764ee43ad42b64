import type { Subscription } from "../types.js";
import type { Context } from "./context.js";
import type { Said } from "./language.js";
import { plain } from "./style.js";

const STATES: Readonly<Record<string, Said>> = {
  PENDING: { en: "not signed: cannot be charged", es: "sin firmar: no se puede cobrar" },
  DISABLED: { en: "cannot be charged", es: "no se puede cobrar" },
  DISCARDED: { en: "ended, for good", es: "terminada, definitivamente" },
  SIGNED: { en: "signed, waits for the bank", es: "firmada, espera al banco" },
  ENABLED: { en: "can be charged", es: "se puede cobrar" },
};

/** Shows a subscription. */
export function showSubscription(context: Context, subscription: Subscription): void {
  const { status } = subscription;
  const { style } = context;
  const words = plain(context.say(STATES[status] ?? { en: status, es: status }));
  context.printJson(subscription);
  context.print(style.bold(status === "ENABLED" ? style.green(words) : style.yellow(words)));
  context.fields([
    [context.say({ en: "subscription", es: "suscripción" }), subscription.subscription_id],
    [context.say({ en: "status", es: "estado" }), status],
    [context.say({ en: "bank shows", es: "el banco muestra" }), subscription.service_reference],
  ]);
}
