// Holds d1Store, in workerd, to what every batch store must do, and has it settle many payments at once.
import { batchStoreChecks } from "../../../../src/stores/conformance.js";
import { type D1DatabaseLike, d1Store, sqliteMigration } from "../../../../src/stores/d1.js";
import { settleOnce } from "../../../../src/stores/settle-once.js";

/** As much of a statement of D1's as is used here. */
interface Statement {
  bind(...values: unknown[]): Statement;
  all(): Promise<unknown>;
  first(column: string): Promise<unknown>;
}

type Database = D1DatabaseLike<Statement>;

/** What was found; `problems` is empty where all is well. */
export interface Report {
  readonly checks: readonly string[];
  readonly problems: readonly string[];
  readonly outcomes: Readonly<Record<string, number>>;
  readonly perOrder: readonly number[];
}

export default {
  async fetch(_: Request, { DB: db }: { DB: Database }): Promise<Response> {
    await db.prepare(sqliteMigration()).all();
    await db.prepare("CREATE TABLE deliveries (id TEXT PRIMARY KEY, value TEXT NOT NULL)").all();
    return Response.json({ ...(await check(db)), ...(await settleAtOnce(db)) });
  },
};

async function check(db: Database): Promise<Pick<Report, "checks" | "problems">> {
  const problems: string[] = [];
  const checks = batchStoreChecks(() => d1Store(db), {
    shop: {
      write: (value) => delivery(db, value),
      failing: () => db.prepare("INSERT INTO deliveries (id) VALUES (?)").bind(crypto.randomUUID()),
      count: (value) => countOf(db, value),
      ends: ["COMMIT", "ROLLBACK", "END TRANSACTION"].map((sql) => db.prepare(sql)),
    },
    unreadable: () => d1Store(renaming(db.prepare("SELECT 1 AS other"), db)),
  });
  for (const { name, run } of checks) {
    await run().catch((error: unknown) => problems.push(`${name}: ${String(error)}`));
  }
  return { checks: checks.map(({ name }) => name), problems };
}

/** A database that answers everything with a column of another name. */
function renaming(renamed: Statement, db: Database): Database {
  const statement: Statement = {
    bind: () => statement,
    all: () => renamed.all(),
    first: (column) => renamed.first(column),
  };
  return { prepare: () => statement, batch: () => db.batch([renamed]) };
}

/** 500 notifications of 100 payments at once. */
async function settleAtOnce(db: Database): Promise<Pick<Report, "outcomes" | "perOrder">> {
  const orders = Array.from({ length: 100 }, () => crypto.randomUUID());
  const store = d1Store(db);
  const notifications = Array.from({ length: 5 }, () => orders).flat();
  const settlements = await Promise.all(
    notifications.map((order) => settleOnce(store, order, () => [delivery(db, order)])),
  );
  const outcomes: Record<string, number> = {};
  for (const { outcome } of settlements) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const perOrder = await Promise.all(orders.map((order) => countOf(db, order)));
  return { outcomes, perOrder: [...new Set(perOrder)] };
}

function delivery(db: Database, value: string): Statement {
  const insertion = db.prepare("INSERT INTO deliveries (id, value) VALUES (?, ?)");
  return insertion.bind(crypto.randomUUID(), value);
}

async function countOf(db: Database, value: string): Promise<number> {
  const counting = db.prepare("SELECT count(*) AS count FROM deliveries WHERE value = ?");
  return Number(await counting.bind(value).first("count"));
}
