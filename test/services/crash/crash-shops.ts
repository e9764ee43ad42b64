import type { HeldClaim, SettlementStore } from "../../../src/stores/types.js";
import { newPool, openPostgresShop } from "../support/postgres-shop.js";
import { naivePostgresStore } from "./naive-store.js";
import type { ShopHands } from "./impolite.js";

/** A shop whose deliveries can be read back, as many words as an order was delivered times. */
export interface CrashShop<Tx = unknown> extends ShopHands<Tx> {
  readonly store: SettlementStore<Tx>;
  /** Whether it behaves as {@link ShopHands} lets it; otherwise it only delivers. */
  readonly isImpolite: boolean;
  log(order: string): Promise<readonly string[]>;
}

/** Few, so that work which asks for a second one can find all of them out. */
const CONNECTIONS = 4;

/** Opens the shop whose process is to be killed. */
export async function openCrashShop(name: string, fault: string): Promise<CrashShop> {
  if (name === "redis") return (await import("./redis-crash-shop.js")).openRedisCrashShop();
  if (name === "sqlite") {
    const { openSqliteCrashShop } = await import("./sqlite-crash-shop.js");
    return faulty(openSqliteCrashShop(), fault);
  }
  return faulty(await openPostgresCrashShop(fault), fault);
}

async function openPostgresCrashShop(fault: string): Promise<CrashShop> {
  const { KHIPU_CRASH_ISOLATION: isolation = "" } = process.env;
  const level = `-c default_transaction_isolation=${isolation.replace(" ", "\\ ")}`;
  // PgBouncer passes no options on.
  const pool = newPool({ max: CONNECTIONS, ...(isolation === "" ? {} : { options: level }) });
  const { store, deliver, deliveries } = await openPostgresShop(pool);
  return {
    isImpolite: true,
    store: through(fault === "unguarded" ? naivePostgresStore(pool) : store),
    // The transaction comes back to the shop whose store has made it.
    deliver: (tx, order) => deliver(tx as Parameters<typeof deliver>[0], order),
    control: (tx, sql) => (tx as Parameters<typeof deliver>[0]).query(sql),
    lookBeside: (order) => deliveries(order),
    log: async (order) => Array.from({ length: await deliveries(order) }, () => "delivered"),
  };
}

/** What the crash test must notice, to prove that it notices anything. */
function faulty(shop: CrashShop, fault: string): CrashShop {
  const { store } = shop;
  if (fault === "forgets") return { ...shop, store: { ...through(store), complete: forget } };
  if (fault === "repeats") {
    // Handlers look a payment up before they claim it.
    const lookUp = () => Promise.resolve({ status: "free" } as const);
    return { ...shop, store: { ...through(store), claim: claimAnew, lookUp } };
  }
  return shop;

  /** Says "done", and has not committed. */
  async function forget(claim: HeldClaim<unknown>): Promise<boolean> {
    await store.release(claim);
    return true;
  }

  /** Does not remember what it has settled. */
  async function claimAnew(...[key, options]: Parameters<typeof store.claim>) {
    const result = await store.claim(key, options);
    return result.status === "done" ? store.claim(`${key}:${Math.random()}`, options) : result;
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
