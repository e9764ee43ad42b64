import type { SettlementStore } from "khipu-sdk/stores/memory";
import type { Shop } from "./shop.js";

/**
 * The object as the store of a notification handler. A memory store would not do: each worker has a memory of its own,
 * which ends at any moment, and Khipu's second notification meets another one.
 *
 * With a lease a payment is settled at least once: should a worker die after `onPaid` and before `complete`, the next
 * notification calls it again. `Shop.settle` is written so that this changes nothing.
 */
export function shopStore(shop: DurableObjectStub<Shop>): SettlementStore {
  return {
    claim: (key, { leaseMs }) => shop.claim(key, { leaseMs }),
    complete: ({ key, token }) => shop.complete({ key, token }),
    release: ({ key, token }) => shop.release({ key, token }),
    lookUp: (key) => shop.lookUp(key),
  };
}
