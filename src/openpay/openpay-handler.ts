import type { KhipuMismatchError } from "../errors.js";
import { confirmingHandler } from "../webhooks/handlers/confirming.js";
import { headerOf } from "../webhooks/handlers/core.js";
import type {
  CallbackContext,
  HandlerOptions,
  OrderOptions,
  SettlingContext,
} from "../webhooks/handlers/options.js";
import { deliveryError, Refusal } from "../webhooks/handlers/refusal.js";
import type { Message } from "../webhooks/handlers/settle.js";
import {
  allowFunctions,
  requireClient,
  requireExpect,
  requireFunctions,
} from "../webhooks/handlers/settings.js";
import { judged, verdict } from "../webhooks/handlers/verdicts.js";
import type { RequestHandler } from "../webhooks/handlers/webhook.js";
import { assertChargeSettles, type ExpectedCharge } from "./assert-charge-settles.js";
import { isChargePaid } from "./charge-state.js";
import { assertEventHolds } from "./event-claims.js";
import { EVENT_TYPES, type OpenpayEvent } from "./events.js";
import type { Openpay } from "./openpay.js";
import { chargeKey } from "./settle-charge.js";
import type { Charge } from "./types.js";
import type { ConfirmedCharge } from "./webhooks.js";

/** What an order expects, or nothing when there is no such order. */
type FoundCharge = ExpectedCharge | null | undefined;

/** How Openpay's webhooks are handled. */
export interface OpenpayHandlerOptions<Tx = undefined, Writes = unknown>
  extends HandlerOptions<Tx, Writes>, OrderOptions {
  /** Reads the charge that an event speaks of: your `Openpay`. */
  openpay: Pick<Openpay, "webhooks">;
  /**
   * Finds what your order expects of a charge that is paid: its `amount` and `currency`, and its `order_id` or
   * `id`. Nothing for an order you do not know.
   *
   * `"skip"` leaves the comparison out: then `onPaid` must make it, e.g. with `assertChargeSettles`.
   */
  expect:
    "skip" | ((charge: Charge, context: CallbackContext) => FoundCharge | PromiseLike<FoundCharge>);
  /** Delivers the order, once per charge, with the claim held. What it throws is a 500. */
  onPaid: (charge: Charge, context: SettlingContext<Tx>) => Writes | PromiseLike<Writes>;
  /**
   * Takes note of everything else that is told of a charge: it failed, was refunded, is charged back. Called
   * once per charge, type of event and state. Types that are not known are not confirmed: `onMismatch` is told.
   *
   * @defaultValue nothing is done
   */
  onChange?:
    | ((confirmed: ConfirmedCharge, context: SettlingContext<Tx>) => Writes | PromiseLike<Writes>)
    | undefined;
  /** Records a charge that is genuine and not what its order, or the event, says. */
  onMismatch?: ((error: KhipuMismatchError, confirmed: ConfirmedCharge) => unknown) | undefined;
  /** Records a paid charge without an order. Called again with each repetition. */
  onUnknownOrder?: ((confirmed: ConfirmedCharge) => unknown) | undefined;
}

/**
 * Handles Openpay's webhooks. They are unsigned, so the charge is read from Openpay; then it goes as with
 * `webhookHandler`: compare, settle once, answer in time. `webhookCredentials` of the client are checked first.
 *
 * A `verification` is answered 200 and its code told to `onError`, and so is what is about no charge.
 *
 * Pass it to an adapter of `khipu-sdk/webhooks`, e.g. `nodeHandler(openpayHandler(options))`.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function openpayHandler<Tx = undefined, Writes = unknown>(
  options: OpenpayHandlerOptions<Tx, Writes>,
): RequestHandler {
  const { openpay, expect, onPaid, onChange } = options;
  requireClient(["openpay", "webhooks"], openpay?.webhooks, ["read"]);
  requireExpect(expect);
  requireFunctions({ onPaid });
  allowFunctions({ onChange });
  return confirmingHandler<ConfirmedCharge, Tx>({
    ...options,
    source: "openpay",
    confirm: (message, { signal }) => readCharge(openpay, message, signal),
    key: (confirmed) =>
      chargeKey(confirmed.charge) + (isDelivery(confirmed) ? "" : told(confirmed)),
    async accept(confirmed, context) {
      const { event, charge, state } = confirmed;
      assertEventHolds(event, charge, state);
      if (!isDelivery(confirmed) || expect === "skip") return true;
      const found = await expect(charge, context);
      if (found) assertChargeSettles(charge, found);
      return Boolean(found);
    },
    onConfirmed(confirmed, context) {
      if (isDelivery(confirmed)) return onPaid(confirmed.charge, context);
      // Nothing to write, to a batch store; to others, nothing.
      return onChange ? onChange(confirmed, context) : [];
    },
  });
}

/** Only what says that it was paid, of what is: a partial refund must not be mistaken for it. */
function isDelivery({ event, charge }: ConfirmedCharge): boolean {
  return event.type === "charge.succeeded" && isChargePaid(charge);
}

/** Of the event only a type that is known: whoever posts it could make up any number of others. */
function told({ event, state }: ConfirmedCharge): string {
  const type = EVENT_TYPES.find((known) => known === event.type) ?? "other";
  return `:${type}:${state}`;
}

async function readCharge(
  { webhooks }: Pick<Openpay, "webhooks">,
  { body, headers }: Message,
  signal: AbortSignal,
): Promise<ConfirmedCharge> {
  // What nobody is to compare it with must not look like a check.
  const authorization = webhooks.isGuarded ? headerOf(headers, "authorization") : undefined;
  const read = await webhooks.read(body, { signal, authorization });
  if (read.kind === "charge") return read;
  throw new Refusal(judged("noted", verdict(200, "noted")), deliveryError(noticeOf(read)));
}

function noticeOf({ kind, event }: Exclude<OpenpayEvent, { kind: "charge" }>): string {
  if (kind === "other") return "the event is about no charge: nothing was done";
  // Anybody can post one: only what looks like a code is shown.
  const code = /^\w{1,40}$/.test(event.verification_code)
    ? event.verification_code
    : "(unreadable)";
  return `Openpay verifies this webhook: its panel asks for the code ${code}`;
}
