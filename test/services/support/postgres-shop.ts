import pg from "pg";
import { migratePostgres, type PgClient, postgresStore } from "../../../src/stores/postgres.js";
import type { SettlementStore } from "../../../src/stores/types.js";
import { address, type Shop } from "./shops.js";

/** A pool as a shop has one. */
export function newPool(config: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: address("KHIPU_TEST_POSTGRES_URL"), ...config });
  // Idle connections report here that a server went away, which some tests make it do.
  pool.on("error", () => undefined);
  return pool;
}

/** Makes the tables of a shop that keeps its orders in PostgreSQL. */
export async function createTables(pool: pg.Pool): Promise<void> {
  await migratePostgres(pool);
  const lock = "SELECT pg_advisory_xact_lock(1);";
  await pool.query(`${lock} CREATE TABLE IF NOT EXISTS deliveries ("order" text NOT NULL)`);
}

export async function openPostgresShop(pool = newPool()): Promise<Shop<pg.PoolClient>> {
  await createTables(pool);
  return {
    store: postgresStore(pool),
    second: () => postgresStore(pool),
    unreadable: unreadablePostgresStore,
    control: (tx, sql) => tx.query(sql),
    deliver: (tx, order) => tx.query('INSERT INTO deliveries ("order") VALUES ($1)', [order]),
    async deliveries(order) {
      const sql = 'SELECT count(*)::int AS count FROM deliveries WHERE "order" = $1';
      const { rows } = await pool.query<{ count: number }>(sql, [order]);
      return rows[0]?.count ?? 0;
    },
    close: () => pool.end(),
  };
}

/** A store on a pool that renames columns, as some wrappers do. */
function unreadablePostgresStore(): SettlementStore<PgClient> {
  const query = () => Promise.resolve({ rows: [{ settlementState: "free" }], rowCount: 1 });
  const connect = () => Promise.resolve({ query, release: () => undefined });
  return postgresStore({ query, connect });
}
