import type { Pool, PoolClient } from "pg";
import { postgresStore } from "../../../src/stores/postgres.js";
import { settleOnce } from "../../../src/stores/settle-once.js";

/** Settles one payment, and says whether it was this call that did. */
export type Settle = (key: string) => Promise<boolean>;

/** A way to settle that is measured, with the table it keeps its keys in. */
export interface Way {
  readonly name: string;
  readonly table: string;
  readonly over: (pool: Pool) => Settle;
}

/** What the shop itself writes for each payment: one row, the same in every way. */
export const DELIVERIES = `CREATE TABLE deliveries ("order" text NOT NULL)`;
const deliver = (tx: PoolClient, key: string) =>
  tx.query('INSERT INTO deliveries ("order") VALUES ($1)', [key]);

/** The table that is written by hand. */
export const BY_HAND =
  "CREATE TABLE settled_by_hand (key text PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now())";

/** What is compared: ours, and what people write in its place. */
export const WAYS: readonly Way[] = [
  { name: "postgresStore", table: "khipu_settlements", over: ours },
  { name: "by hand", table: "settled_by_hand", over: byHand },
];

function ours(pool: Pool): Settle {
  const store = postgresStore(pool);
  return async (key) => {
    const { outcome } = await settleOnce(store, key, ({ tx }) => deliver(tx, key));
    return outcome === "settled";
  };
}

/** `insert … on conflict do nothing` in a transaction: no lease, no guard, and who comes second waits for the first. */
function byHand(pool: Pool): Settle {
  const insert = "INSERT INTO settled_by_hand (key) VALUES ($1) ON CONFLICT DO NOTHING";
  return async (key) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const { rowCount } = await client.query(insert, [key]);
      if (rowCount === 1) await deliver(client, key);
      await client.query("COMMIT");
      return rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  };
}
