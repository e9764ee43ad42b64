import type { HeldClaim, SettlementStore } from "../../../src/stores/types.js";
import { openShop, type Shop } from "../support/shops.js";

/** A shop whose deliveries can be read back, as many words as an order was delivered times. */
export interface CrashShop<Tx = unknown> extends Pick<Shop<Tx>, "store" | "deliver"> {
  log(order: string): Promise<readonly string[]>;
}

/** Opens the shop whose process is to be killed. */
export async function openCrashShop(name: string, fault: string): Promise<CrashShop> {
  if (name === "redis") return (await import("./redis-crash-shop.js")).openRedisCrashShop();
  const shop = await openShop(name === "postgres" ? "postgres" : "better-sqlite3");
  const log = async (order: string) =>
    Array.from({ length: await shop.deliveries(order) }, () => "delivered");
  return faulty({ ...shop, log }, fault);
}

/** What the crash test must notice, to prove that it notices anything. */
async function faulty(shop: CrashShop, fault: string): Promise<CrashShop> {
  const { store } = shop;
  if (fault === "forgets") return { ...shop, store: { ...through(store), complete: forget } };
  if (fault === "leaks") {
    const { newPool } = await import("../support/postgres-shop.js");
    const pool = newPool();
    const sql = 'INSERT INTO deliveries ("order") VALUES ($1)';
    return { ...shop, deliver: (_tx, order) => pool.query(sql, [order]) };
  }
  return shop;

  /** Says "done", and has not committed. */
  async function forget(claim: HeldClaim<unknown>): Promise<boolean> {
    await store.release(claim);
    return true;
  }
}

/** The store's methods as an object, to replace some of them. */
export function through<Tx>(store: SettlementStore<Tx>): SettlementStore<unknown> {
  return {
    claim: (key, options) => store.claim(key, options),
    // A claim comes back to the store that made it.
    complete: (claim) => store.complete(claim as HeldClaim<Tx>),
    release: (claim) => store.release(claim as HeldClaim<Tx>),
    lookUp: (key) => store.lookUp(key),
  };
}
