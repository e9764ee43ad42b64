import { fieldsOf } from "../fields.js";
import { checkLeaseMs, storeMethods } from "../stores/checks.js";
import type { Reconcilable, ReconcileOptions } from "./options.js";
import type { Shard } from "./shard.js";

/**
 * Checks the options before anything is read.
 *
 * @throws TypeError or RangeError for options that make no sense.
 */
export function checkOptions<Item extends Reconcilable, Tx>(
  options: ReconcileOptions<Item, Tx>,
): void {
  const { store, expect, onPaid, concurrency = 1, resumeFrom = 0, leaseMs, shard } = options;
  for (const method of storeMethods(store)) {
    if (typeof fieldsOf(store)[method] !== "function") {
      throw new TypeError(`store is missing, or has no ${method}`);
    }
  }
  if (typeof onPaid !== "function") throw new TypeError("onPaid must be a function");
  if (expect !== "skip" && typeof expect !== "function") {
    throw new TypeError('expect must be a function, or "skip" to compare nothing');
  }
  for (const name of ["onUnpaid", "onMismatch", "onError", "onProgress", "onVerdict"] as const) {
    if (options[name] !== undefined && typeof options[name] !== "function") {
      throw new TypeError(`${name} must be a function`);
    }
  }
  if (leaseMs !== undefined) checkLeaseMs(leaseMs);
  if (!isWhole(concurrency, 1, 1000)) {
    throw new RangeError("concurrency must be a whole number from 1 to 1000");
  }
  if (!isWhole(resumeFrom, 0, Infinity)) {
    throw new RangeError("resumeFrom must be a whole number, 0 or more");
  }
  if (shard !== undefined) {
    const locking = options.lock ?? store;
    checkShard(shard, locking);
    checkRoom(locking, store);
  }
}

function checkShard(shard: Shard, locking: { readonly lock?: unknown }): void {
  const { index, count, name = "reconcile" } = shard ?? {};
  if (!isWhole(count, 1, 10_000)) {
    throw new RangeError("shard.count must be a whole number from 1 to 10000");
  }
  if (!isWhole(index, 0, count - 1)) {
    throw new RangeError(`shard.index must be a whole number from 0 to ${count - 1}`);
  }
  if (typeof name !== "string" || name === "" || name.length > 200) {
    throw new TypeError("shard.name must be text of 1 to 200 characters");
  }
  if (typeof locking.lock === "function") return;
  throw new TypeError(
    "shard needs a store with locks, and this one has none: pass one as lock, e.g. postgresStore(pool) or redisStore(client)",
  );
}

/** A lock holds a connection: where there is no other, every claim would wait for it, and it for every claim. */
function checkRoom(locking: object, store: object): void {
  if (locking !== store || fieldsOf(store)["maxConnections"] !== 1) return;
  throw new TypeError(
    "shard holds one connection while others settle, and the store's pool has a single one: " +
      "give it max: 2 or more, or pass a store over a pool of its own as lock",
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}
