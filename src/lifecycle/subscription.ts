import { KhipuStateError } from "../errors.js";
import type { Subscription, SubscriptionStatus } from "../types.js";

/** What each status may still become. */
const LATER: Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>> = {
  PENDING: ["SIGNED", "ENABLED", "DISABLED", "DISCARDED"],
  SIGNED: ["ENABLED", "DISABLED", "DISCARDED"],
  ENABLED: ["DISABLED", "DISCARDED"],
  // Until September 2026 this was also said of what is not signed yet.
  DISABLED: ["PENDING", "SIGNED", "ENABLED", "DISCARDED"],
  DISCARDED: [],
};

/**
 * Makes the test of a wait for a status. It throws a `KhipuStateError` for a subscription that cannot get there.
 *
 * @throws TypeError when `until` is no status that Khipu has.
 */
export function subscriptionTest(
  until: SubscriptionStatus,
): (subscription: Subscription) => boolean {
  if (!isStatus(until)) {
    throw new TypeError(`until must be one of ${Object.keys(LATER).join(", ")}`);
  }
  return (subscription) => {
    const { status } = subscription;
    if (status === until) return true;
    // A status nobody has seen before may become anything.
    if (!isStatus(status) || LATER[status].includes(until)) return false;
    const problem = `the subscription is ${status} and cannot become ${until}: see \`last\``;
    throw new KhipuStateError("subscriptions.waitFor", problem, { last: subscription });
  };
}

/**
 * Checks that one charge is not allowed more than a month. Both are amounts that were checked.
 *
 * @throws RangeError when it is.
 */
export function checkCeilings<T extends Record<"max_amount" | "max_amount_per_charge", number>>(
  params: T,
): T {
  const { max_amount, max_amount_per_charge } = params;
  if (max_amount_per_charge <= max_amount) return params;
  throw new RangeError(
    `max_amount_per_charge must be at most max_amount, the ceiling of a month (${max_amount}), got ${max_amount_per_charge}`,
  );
}

function isStatus(status: unknown): status is SubscriptionStatus {
  return typeof status === "string" && Object.hasOwn(LATER, status);
}
