import { Khipu } from "khipu-sdk";
import { migrateSqlite, type SettlementStore, sqliteStore } from "khipu-sdk/stores/sqlite";
import { type Config, readConfig } from "./config";
import { type Db, openDatabase } from "./orders";

/** What every route needs. */
export interface Shop {
  readonly config: Config;
  readonly database: Db;
  readonly khipu: Khipu;
  /** Remembers which payments are settled, on a connection that nothing else writes on. */
  readonly store: SettlementStore<Db>;
}

// Next.js loads a module once for each kind of route, and again after each change in development. The connection of a
// settlement has to be one of the process, so it is kept where all of them look.
const KEPT = Symbol.for("khipu-sdk-example-nextjs");
type Kept = typeof globalThis & { [KEPT]?: Shop };

/** The shop of this process, opened with the first request: `next build` has no secrets. */
export function shop(): Shop {
  return ((globalThis as Kept)[KEPT] ??= openShop());
}

function openShop(): Shop {
  const config = readConfig(process.env);
  const { apiKey, databaseFile, khipuUrl } = config;
  const database = openDatabase(databaseFile);
  // A second connection, so that what the pages write never lands in a settlement's transaction.
  const settling = openDatabase(databaseFile);
  migrateSqlite(settling);
  return {
    config,
    database,
    khipu: new Khipu({ apiKey, ...(khipuUrl !== undefined && { baseUrl: khipuUrl }) }),
    store: sqliteStore(settling),
  };
}
