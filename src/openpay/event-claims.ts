import { KhipuMismatchError } from "../errors.js";
import type { ChargeState } from "./charge-state.js";
import type { Charge, ChargeEvent } from "./types.js";

/** A charge was paid once, whatever has become of the money since. */
const PAID_ONCE: readonly ChargeState[] = [
  "paid",
  "refundPending",
  "partiallyRefunded",
  "fullyRefunded",
  "chargeback",
];

/** The states in which an event can be true, by its type. Events of other types claim nothing that is known. */
const CLAIMS: ReadonlyMap<string, readonly ChargeState[]> = new Map([
  ["charge.succeeded", PAID_ONCE],
  ["charge.failed", ["failed", "cancelled"]],
  ["charge.cancelled", ["failed", "cancelled"]],
  ["charge.refunded", ["partiallyRefunded", "fullyRefunded"]],
  // A refund may fail and another one be made.
  ["charge.refund.failed", ["paid", "partiallyRefunded", "fullyRefunded"]],
]);

/**
 * Passes when a charge, as it was read, bears out what an event says of it.
 *
 * @throws {@link KhipuMismatchError} when it does not: the event is forged, late, or ahead of what can be read.
 */
export function assertEventHolds(event: ChargeEvent, charge: Charge, state: ChargeState): void {
  const { id } = event.transaction;
  if (charge.id !== id) fail("id", id, charge.id);
  const states = CLAIMS.get(event.type);
  if (states && !states.includes(state)) fail("status", event.type, state);
}

function fail(field: string, expected: unknown, actual: unknown): never {
  throw new KhipuMismatchError("webhooks.confirm", [{ field, expected, actual }]);
}
