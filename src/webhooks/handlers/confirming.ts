import { isKhipuError } from "../../errors.js";
import type { VerdictSource } from "../../verdict.js";
import { createWebhook } from "./core.js";
import type { CallbackContext, HandlerOptions, OrderOptions, SettlingContext } from "./options.js";
import { Refusal } from "./refusal.js";
import { readSettings, requireFunctions } from "./settings.js";
import type { Message, Mismatch, Steps } from "./settle.js";
import { judged, verdict } from "./verdicts.js";
import { requestHandler } from "./web.js";
import type { RequestHandler } from "./webhook.js";

/** How messages are handled that prove nothing by themselves. */
export interface ConfirmingHandlerOptions<Confirmed, Tx = undefined, Writes = unknown>
  extends HandlerOptions<Tx, Writes>, OrderOptions {
  /**
   * Asks who the message claims to come from, and resolves to what they say: the charge, the subscription, the
   * payment. What the message itself says is worth nothing.
   *
   * Throw a `KhipuNotificationError` for what is no such message (400). A `KhipuApiError` of 400 or 404
   * means that they know nothing of it (400); any other error is a 500, so that it is told again.
   */
  confirm: (message: Message, context: CallbackContext) => Confirmed | PromiseLike<Confirmed>;
  /** What its verdicts give as their `source`. @defaultValue "other" */
  source?: VerdictSource | undefined;
  /** What is settled at most once, in 1 to 255 characters, e.g. `charge:trornwo9ocwkqjljx90h:completed`. */
  key: (confirmed: Confirmed) => string;
  /**
   * Compares it with your order: `false` when there is none, a `KhipuMismatchError` when it is not
   * the order's.
   *
   * @defaultValue everything that was confirmed is yours
   */
  accept?:
    | ((confirmed: Confirmed, context: CallbackContext) => boolean | PromiseLike<boolean>)
    | undefined;
  /**
   * Does what follows from it, once per key, with the claim held; with a batch store it returns the writes that do.
   * What it throws is a 500.
   */
  onConfirmed: (confirmed: Confirmed, context: SettlingContext<Tx>) => Writes | PromiseLike<Writes>;
  /** Records what is genuine and not the order's. */
  onMismatch?: ((error: Mismatch, confirmed: Confirmed) => unknown) | undefined;
  /** Records what has no order. */
  onUnknownOrder?: ((confirmed: Confirmed) => unknown) | undefined;
}

/**
 * Makes a handler for messages that carry no signature: each is confirmed with its sender, then settled once.
 *
 * The handlers of subscriptions, failed charges, notifications 1.3 and Openpay are made of it.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function confirmingHandler<Confirmed, Tx = undefined, Writes = unknown>(
  options: ConfirmingHandlerOptions<Confirmed, Tx, Writes>,
): RequestHandler {
  const settings = readSettings(options);
  const { confirm, key, accept = () => true, onConfirmed } = options;
  requireFunctions({ confirm, key, accept, onConfirmed });
  // In a box: what was confirmed may itself be `undefined`.
  const steps: Steps<Confirmed, { readonly confirmed: Confirmed }, Tx> = {
    open: async (message, context) => confirmed(async () => confirm(message, context)),
    keyOf: key,
    accept: async (confirmed, context) =>
      (await accept(confirmed, context)) ? { confirmed } : undefined,
    settle: ({ confirmed }, context) => onConfirmed(confirmed, context),
    onMismatch: options.onMismatch,
    onUnknownOrder: options.onUnknownOrder,
  };
  const { source = "other" } = options;
  return requestHandler(createWebhook(steps, settings, { source, takesParsedBody: true }));
}

/** What its sender knows nothing of is the message's fault, and telling it again does not help. */
async function confirmed<Confirmed>(ask: () => Promise<Confirmed>): Promise<Confirmed> {
  try {
    return await ask();
  } catch (error) {
    const isUnknown =
      isKhipuError(error) &&
      error.name === "KhipuApiError" &&
      (error.status === 400 || error.status === 404);
    throw isUnknown ? unknownToSender(error) : error;
  }
}

function unknownToSender(error: unknown): Refusal {
  return new Refusal(judged("refused", verdict(400, "refused"), "unknown-to-sender"), error);
}
