import { settleOnce } from "../stores/settle-once.js";
import type { AnyStore } from "../stores/types.js";
import type { SettlingContext } from "../webhooks/handlers/options.js";
import { assertChargeSettles, type ExpectedCharge } from "./assert-charge-settles.js";
import type { Charge } from "./types.js";

/** How {@link settleCharge} settles. */
export interface SettleChargeOptions<Tx = undefined, Writes = unknown> {
  /** The store of your `openpayHandler`: what one of the two has settled, the other leaves alone. */
  store: AnyStore<Tx, Writes>;
  /** What your order expects: `amount` and `currency`, and its `order_id` or `id`. */
  expected: ExpectedCharge;
  /** Delivers the order, once per charge, with the claim held; with a batch store it returns the writes that do. */
  onPaid: (charge: Charge, context: SettlingContext<Tx>) => Writes | PromiseLike<Writes>;
  /** Ends the wait for the claim; `onPaid` is told. */
  signal?: AbortSignal | undefined;
  /**
   * How long a claim lasts if this process dies, in milliseconds.
   *
   * @defaultValue 60000
   */
  leaseMs?: number | undefined;
}

/**
 * What has become of it: settled now, or by somebody `already`. While it is `busy` somebody else is at it; when it
 * was `lost`, the work outlived its claim, and somebody may do it again.
 */
export type ChargeSettlement = "settled" | "already" | "busy" | "lost";

/**
 * Delivers a paid charge that you hold, at most once: because its creation was answered `completed`, or because
 * the customer is back and you have read it. Webhooks of the same charge then find it settled.
 *
 * @throws {@link KhipuMismatchError} when the charge is not paid or not the order's.
 * @throws what `onPaid` throws; the claim is then given back.
 */
export async function settleCharge<Tx = undefined, Writes = unknown>(
  charge: Charge,
  options: SettleChargeOptions<Tx, Writes>,
): Promise<ChargeSettlement> {
  const { store, expected, onPaid, signal, leaseMs } = options;
  assertChargeSettles(charge, expected);
  const work = (context: SettlingContext<Tx>) => onPaid(charge, context);
  const settlement = await settleOnce(store, chargeKey(charge), work, { signal, leaseMs });
  return settlement.outcome;
}

/** What the delivery of a charge is remembered by. */
export function chargeKey({ id }: Pick<Charge, "id">): string {
  return `charge:${id}`;
}
