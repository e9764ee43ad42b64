import type { Subscription, SubscriptionCallback } from "../../types.js";
import { parseSubscriptionCallback } from "./callbacks.js";
import { confirmingHandler } from "./confirming.js";
import type { HandlerOptions, SettlingContext } from "./options.js";
import { requireClient, requireFunctions } from "./settings.js";
import type { RequestHandler } from "./webhook.js";

/** As much of a `Khipu` as reading a subscription takes. */
export interface SubscriptionReader {
  readonly subscriptions: {
    confirm(
      callback: Pick<SubscriptionCallback, "subscription_id">,
      options?: { signal?: AbortSignal },
    ): PromiseLike<Subscription>;
  };
}

/** How the callbacks of subscriptions are handled. */
export interface SubscriptionHandlerOptions<
  Tx = undefined,
  Writes = unknown,
> extends HandlerOptions<Tx, Writes> {
  /** Reads the subscription: your `Khipu`. */
  khipu: SubscriptionReader;
  /**
   * Takes note of the subscription as Khipu has it now: charge it only when it is `ENABLED`; one that is `DISCARDED`
   * is ended for good. Called once per subscription and status. With a batch store it returns the writes that do.
   */
  onStatus: (
    subscription: Subscription,
    context: SettlingContext<Tx>,
  ) => Writes | PromiseLike<Writes>;
}

/**
 * Handles what Khipu posts to a subscription's `notify_url`. It is unsigned, so the subscription is read from
 * Khipu, and only what Khipu answers is handed on.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function subscriptionHandler<Tx = undefined, Writes = unknown>(
  options: SubscriptionHandlerOptions<Tx, Writes>,
): RequestHandler {
  const { khipu, onStatus, onError } = options;
  requireClient(["khipu", "subscriptions"], khipu?.subscriptions, ["confirm"]);
  requireFunctions({ onStatus, onError });
  return confirmingHandler<Subscription, Tx, Writes>({
    ...options,
    source: "subscription",
    confirm: ({ body }, { signal }) =>
      khipu.subscriptions.confirm(parseSubscriptionCallback(body), { signal }),
    key: ({ subscription_id, status }) => `subscription:${subscription_id}:${status}`,
    onConfirmed: (subscription, context) => onStatus(subscription, context),
  });
}
