import type { SettlementStore } from "../../../src/stores/types.js";

/** A shop on a real server: where it remembers what is settled, and where it keeps what it has delivered. */
export interface Shop<Tx = unknown> {
  readonly store: SettlementStore<Tx>;
  /** Writes a delivery, through the transaction if there is one. */
  deliver(tx: Tx, order: string): unknown;
  /** Counts the deliveries of an order that have been committed. */
  deliveries(order: string): number | Promise<number>;
  /** Another store on the same connection. */
  second(): SettlementStore<Tx>;
  /** A store on a connection whose answers cannot be read. */
  unreadable(): SettlementStore<unknown>;
  /** Runs a text that begins or ends a transaction, if there are any. */
  control?(tx: Tx, sql: string): unknown;
  close(): unknown;
}

/** The shops by the name that a test process is started with. */
export const shops = {
  postgres: async () => (await import("./postgres-shop.js")).openPostgresShop(),
  mysql2: async () => (await import("./mysql-shop.js")).openMysqlShop(),
  ioredis: async () => (await import("./redis-shop.js")).openIoRedisShop(),
  "node-redis": async () => (await import("./redis-shop.js")).openNodeRedisShop(),
  "better-sqlite3": async () => (await import("./better-sqlite3-shop.js")).openBetterSqlite3Shop(),
  "node:sqlite": async () => (await import("./node-sqlite-shop.js")).openNodeSqliteShop(),
} satisfies Record<string, () => Promise<Shop>>;

export type ShopName = keyof typeof shops;

/** Opens a shop whose transaction's type does not matter. */
export function openShop(name: ShopName): Promise<Shop> {
  return shops[name]();
}

/** Reads an address that `scripts/services.ts` gives; a missing server is a failure, not a reason to skip. */
export function address(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests through scripts/services.ts`);
  return value;
}
