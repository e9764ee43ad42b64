import { isKhipuError, type Khipu } from "../index.js";
import type { Subscription } from "../types.js";
import type { Context } from "./context.js";
import { EXIT } from "./exit-code.js";
import { showSubscription } from "./subscription-view.js";
import { isWaitOver, sayTimeIsUp, showWait, type WaitingOptions, waitOptions } from "./wait.js";

/** Waits until a subscription can be charged, shows it, and gives the exit code. */
export async function waitForSubscription(
  context: Context,
  client: Khipu,
  subscriptionId: string,
  options: WaitingOptions,
): Promise<number> {
  const settings = waitOptions(context, options);
  const label = () => context.say({ en: "waiting for the signature", es: "esperando la firma" });
  try {
    const subscription = await showWait(context, settings.timeoutMs, label, () =>
      client.subscriptions.waitFor(subscriptionId, settings),
    );
    showSubscription(context, subscription);
    return EXIT.ok;
  } catch (error) {
    if (isKhipuError(error) && error.name === "KhipuStateError") sayNever(context);
    else if (isWaitOver(error)) sayTimeIsUp(context, options);
    else throw error;
    // The SDK keeps as `last` what the wait read.
    if (error.last) showSubscription(context, error.last as Subscription);
    else context.printJson(null);
    return EXIT.notPaid;
  }
}

function sayNever(context: Context): void {
  context.note(
    context.say({
      en: "it cannot be charged any more: make a new subscription",
      es: "ya no se podrá cobrar: crea una suscripción nueva",
    }),
  );
}
