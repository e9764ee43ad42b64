import type { Pool, PoolClient } from "pg";
import type { HeldClaim, SettlementStore } from "../../../src/stores/types.js";

/**
 * A store as one would write it in an afternoon: it hands out the connection itself.
 *
 * Right for a polite shop. The crash test must notice what an impolite one makes of it.
 */
export function naivePostgresStore(pool: Pool): SettlementStore<PoolClient> {
  const isDone = async (key: string): Promise<boolean> => {
    const sql = "SELECT 1 FROM khipu_settlements WHERE key = $1 AND done_at IS NOT NULL";
    return (await pool.query(sql, [key])).rows.length > 0;
  };
  const end = async ({ tx }: HeldClaim<PoolClient>, sql: string): Promise<void> => {
    try {
      await tx.query(sql);
    } finally {
      tx.release();
    }
  };
  return {
    async claim(key) {
      if (await isDone(key)) return { status: "done" };
      const tx = await pool.connect();
      await tx.query("BEGIN");
      const lock = "SELECT pg_try_advisory_xact_lock(hashtext($1)) AS got";
      const { rows } = await tx.query<{ got: boolean }>(lock, [key]);
      if (rows[0]?.got === true && !(await isDone(key))) {
        return { status: "claimed", claim: { key, token: key, tx } };
      }
      await end({ key, token: key, tx }, "ROLLBACK");
      return { status: "busy" };
    },
    async complete(claim) {
      const sql =
        "INSERT INTO khipu_settlements (key, done_at) VALUES ($1, now()) " +
        "ON CONFLICT (key) DO UPDATE SET done_at = now()";
      await claim.tx.query(sql, [claim.key]);
      await end(claim, "COMMIT");
      return true;
    },
    release: (claim) => end(claim, "ROLLBACK"),
    lookUp: async (key) =>
      (await isDone(key)) ? { status: "done", doneAtMs: 0 } : { status: "free" },
  };
}
