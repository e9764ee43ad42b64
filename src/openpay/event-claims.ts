import { KhipuMismatchError } from "../errors.js";
import type { ChargeState } from "./charge-state.js";
import type { Charge, ChargeEvent, OpenpayEventType } from "./types.js";

/** A charge was paid once, whatever has become of the money since. */
const PAID_ONCE: readonly ChargeState[] = [
  "paid",
  "refundPending",
  "partiallyRefunded",
  "fullyRefunded",
  "chargeback",
];

const ENDED_UNPAID: readonly ChargeState[] = ["failed", "cancelled"];

/** What has to be read of a charge for an event of a type to be true. */
interface Claim {
  readonly states: readonly ChargeState[];
  /** Where the state does not say enough. */
  readonly isBorneOut?: (charge: Charge) => boolean;
}

/** What each type of event that is known claims. */
const CLAIMS: Readonly<Record<Exclude<OpenpayEventType, "verification">, Claim>> = {
  "charge.created": { states: ["pending", "verifying", ...ENDED_UNPAID, ...PAID_ONCE] },
  "charge.succeeded": { states: PAID_ONCE },
  "charge.failed": { states: ENDED_UNPAID },
  "charge.cancelled": { states: ENDED_UNPAID },
  "charge.rescored.to.decline": { states: ENDED_UNPAID },
  "charge.refunded": { states: ["partiallyRefunded", "fullyRefunded"] },
  "charge.refund.failed": {
    // A refund may fail and another one be made. That there was one must be seen.
    states: ["paid", "partiallyRefunded", "fullyRefunded"],
    isBorneOut: ({ refund }) => Boolean(refund),
  },
  "chargeback.created": { states: ["chargeback"] },
  "chargeback.accepted": {
    states: ["chargeback"],
    isBorneOut: ({ status }) => !isStatus(status, "chargeback_pending"),
  },
  "chargeback.rejected": {
    states: ["chargeback"],
    isBorneOut: ({ status }) => !isStatus(status, "chargeback_accepted"),
  },
};

/**
 * Passes when a charge, as it was read, bears out what an event says of it. An event of a type that is not known
 * says nothing that could be borne out, and never passes.
 *
 * @throws {@link KhipuMismatchError} when it does not: the event is forged, late, or ahead of what can be read.
 */
export function assertEventHolds(event: ChargeEvent, charge: Charge, state: ChargeState): void {
  const { id } = event.transaction;
  if (charge.id !== id) fail("id", id, charge.id);
  const claim = claimOf(event.type);
  if (!claim) fail("type", "a type of event that is known", event.type);
  const { states, isBorneOut = () => true } = claim;
  if (!states.includes(state) || !isBorneOut(charge)) fail("status", event.type, state);
}

function claimOf(type: string): Claim | undefined {
  const claims: Readonly<Record<string, Claim>> = CLAIMS;
  // Not `__proto__`, or whatever else every object has.
  return Object.hasOwn(claims, type) ? claims[type] : undefined;
}

/** Openpay writes statuses in small letters, and in capitals where they filter a list. */
function isStatus(status: unknown, name: string): boolean {
  return String(status).toLowerCase() === name;
}

function fail(field: string, expected: unknown, actual: unknown): never {
  throw new KhipuMismatchError("webhooks.confirm", [{ field, expected, actual }]);
}
