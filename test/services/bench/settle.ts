/**
 * Measures settlements a second on PostgreSQL: `npm run bench:settle`, which says what may be asked.
 *
 * The ways take turns, so that what else the machine does meets both.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Pool } from "pg";
import { migratePostgres } from "../../../src/stores/postgres.js";
import { newPool } from "../support/postgres-shop.js";
import type { Done, Task } from "./settler.js";
import { BY_HAND, DELIVERIES, type Way, WAYS } from "./ways.js";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "0,1000000" },
    processes: { type: "string", default: "1,2,4" },
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "3" },
    "in-flight": { type: "string", default: "8" },
  },
});
/** `settler.ts`, bundled: what loads TypeScript as it goes slows down what has more functions. */
const { KHIPU_BENCH_SETTLER: SETTLER = "" } = process.env;
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const IN_FLIGHT = Number(values["in-flight"]);

/** What was measured of one way in one round. */
interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly connections: number;
}

const pool = newPool({ max: 1 });
await pool.query(DELIVERIES);
await pool.query(BY_HAND);
await migratePostgres(pool);
console.log(
  line(["rows", "processes", "way", "a second", "x by hand", "p50 ms", "p99 ms", "connections"]),
);
for (const rows of numbers(values.rows)) {
  await fill(pool, rows);
  for (const processes of numbers(values.processes)) await compare(rows, processes);
}
await pool.end();

/** Brings both tables to this many rows, settled in the last thirty days. */
async function fill(pool: Pool, rows: number): Promise<void> {
  for (const { table } of WAYS) {
    // In the order of the keys, which builds the index many times faster; what is measured later comes in any order.
    await pool.query(
      `INSERT INTO ${table} (key, done_at)
        SELECT key, now() - random() * interval '30 days' FROM
          (SELECT 'payment:' || md5(n::text) AS key FROM generate_series(1, ${rows}) AS n ORDER BY 1) AS keys
        ON CONFLICT DO NOTHING`,
    );
    await pool.query(`VACUUM (ANALYZE) ${table}`);
  }
  await pool.query("CHECKPOINT");
}

/** Measures every way so many times, and prints the median of each. */
async function compare(rows: number, processes: number): Promise<void> {
  const children = await Promise.all(Array.from({ length: processes }, startSettler));
  const found = new Map(WAYS.map(({ name }): [string, Measured[]] => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of WAYS) found.get(way.name)?.push(await measure(children, way));
  }
  for (const child of children) child.disconnect();
  const byHand = median(found.get("by hand"), "perSecond");
  for (const [name, each] of found) {
    const perSecond = median(each, "perSecond");
    const share = (perSecond / byHand).toFixed(2);
    const [p50, p99] = [median(each, "p50").toFixed(1), median(each, "p99").toFixed(1)];
    const connections = String(median(each, "connections"));
    const cells = [String(rows), String(processes), name, perSecond.toFixed(0)];
    console.log(line([...cells, share, p50, p99, connections]));
  }
}

async function startSettler(): Promise<ChildProcess> {
  const child = fork(SETTLER, { execArgv: [] });
  await messageOf(child);
  return child;
}

async function measure(children: readonly ChildProcess[], { name }: Way): Promise<Measured> {
  const before = await deliveries();
  const task: Task = { way: name, seconds: SECONDS, inFlight: IN_FLIGHT };
  const working = children.map(async (child) => {
    const done = messageOf(child);
    child.send(task);
    return (await done) as Done;
  });
  await sleep((SECONDS * 1000) / 2);
  const connections = await connectionsNow();
  const tookMs = (await Promise.all(working)).flatMap((done) => done.tookMs).sort((a, b) => a - b);
  const warmUp = children.length * IN_FLIGHT * 20;
  const settled = (await deliveries()) - before - warmUp;
  if (settled !== tookMs.length) {
    throw new Error(`${name}: ${tookMs.length} settled, and ${settled} delivered`);
  }
  const at = (share: number) => tookMs[Math.floor(tookMs.length * share)] ?? NaN;
  return { perSecond: tookMs.length / SECONDS, p50: at(0.5), p99: at(0.99), connections };
}

async function messageOf(child: ChildProcess): Promise<unknown> {
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`a process ended with ${String(code)}`);
  });
  const [message] = (await Promise.race([once(child, "message"), died])) as [unknown];
  return message;
}

async function deliveries(): Promise<number> {
  const sql = "SELECT count(*)::int AS count FROM deliveries";
  return (await pool.query<{ count: number }>(sql)).rows[0]?.count ?? NaN;
}

/** The server's connections but this one. */
async function connectionsNow(): Promise<number> {
  const sql =
    "SELECT count(*)::int AS count FROM pg_stat_activity " +
    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
  return (await pool.query<{ count: number }>(sql)).rows[0]?.count ?? NaN;
}

function median(each: readonly Measured[] = [], what: keyof Measured): number {
  const sorted = each.map((one) => one[what]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function numbers(list: string): number[] {
  return list.split(",").map(Number);
}

function line([rows = "", processes = "", way = "", ...cells]: readonly string[]): string {
  const start = rows.padStart(9) + processes.padStart(11) + `  ${way.padEnd(14)}`;
  return start + cells.map((cell) => cell.padStart(12)).join("");
}
