import { randomUUID } from "node:crypto";
import { neon, neonConfig, type NeonQueryPromise } from "@neondatabase/serverless";
import { neonHttpStore, postgresMigration } from "../../../../src/stores/neon-http.js";
import pg from "pg";
import type { BatchShop } from "./batch-shop.js";
import { startNeonProxy } from "./neon-proxy.js";

const CLIENT_URL = "postgresql://shop:none@127.0.0.1/shop";

/** A shop on PostgreSQL, reached through Neon's HTTP driver. */
export async function openNeonShop() {
  const table = `neon_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const pool = new pg.Pool({ connectionString: process.env["KHIPU_TEST_POSTGRES_URL"], max: 20 });
  const { url, server } = await startNeonProxy(pool);
  neonConfig.fetchEndpoint = url;
  const sql = neon(CLIENT_URL);
  const deliveries = `${table}_deliveries`;
  await pool.query(postgresMigration({ table }));
  await pool.query(`CREATE TABLE ${deliveries} (id uuid PRIMARY KEY, value text NOT NULL)`);
  const insertion = `INSERT INTO ${deliveries} (id, value) VALUES ($1, $2)`;
  type Write = NeonQueryPromise<false, false>;
  const shop: BatchShop<Write> = {
    store: neonHttpStore(sql, { table }),
    probe: {
      write: (value) => sql.query(insertion, [randomUUID(), value]),
      failing: () => sql.query(insertion, [randomUUID(), null]),
      async count(value) {
        const counting = `SELECT count(*) AS count FROM ${deliveries} WHERE value = $1`;
        return Number((await pool.query<{ count: string }>(counting, [value])).rows[0]?.count);
      },
      ends: [sql`COMMIT`, sql.query("rollback"), sql`/**/ end`, sql`COMMIT AND CHAIN`],
    },
    unreadable: () =>
      neonHttpStore<Write>(
        {
          query: (text, values, options) =>
            sql.query(`SELECT 1 AS renamed FROM (${text}) AS it`, values, options),
          transaction: () => Promise.resolve([[], [{ khipuKey: "renamed" }]]),
        },
        { table },
      ),
    knowsItsMark: false,
    losingAnswers: () =>
      neonHttpStore<Write>(
        {
          query: (text, values, options) => sql.query(text, values, options),
          async transaction(queries, options) {
            await sql.transaction(queries, options);
            throw new Error("the answer was lost");
          },
        },
        { table },
      ),
    async close() {
      server.close();
      await pool.end();
    },
  };
  return { ...shop, pool, table, insertion };
}
