/**
 * Kills settling processes with SIGKILL at random points, thousands of times, and counts what was lost or done twice.
 *
 *   npm run test:crash                               every store, and proves that a broken one is noticed
 *   npm run test:crash -- --store sqlite             one store: postgres, sqlite or redis
 *   npm run test:crash -- --kills 10000 --seed 7     so many kills of each store; another row of random numbers
 *   npm run test:crash -- --store postgres --fault forgets
 *                                                    a shop that is broken on purpose (forgets, leaks): must fail
 *
 * Takes the drivers of test/services, and starts a PostgreSQL and a Redis of its own. The seed fixes what is drawn,
 * not how the machine divides its time: two runs differ.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildProcess } from "./crash-test/build.js";
import type { Plan, StoreName } from "./crash-test/plan.js";
import { isFaulty, printResult, tell } from "./crash-test/print.js";
import { runPlan } from "./crash-test/run.js";
import { withServices } from "./services.js";

const KILLS: Readonly<Record<StoreName, number>> = { postgres: 1500, sqlite: 1500, redis: 300 };
/** Enough for each fault to show tens of times. */
const KILLS_OF_FAULTY = 40;
/** With Redis a killed process's claims keep others out for so long. */
const REDIS_LEASE_MS = 250;

const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    store: { type: "string" },
    fault: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});

const isGood = await withServices((addresses) => withFolder((file) => main(addresses, file)));
// What was cut off in the middle may still hold on to timers.
process.exit(isGood ? 0 : 1);

async function main(addresses: NodeJS.ProcessEnv, sqliteFile: string): Promise<boolean> {
  const { seed } = values;
  const secret = randomBytes(20).toString("hex");
  const names = { KHIPU_TEST_SQLITE_FILE: sqliteFile, KHIPU_CRASH_SECRET: secret };
  const env = { ...process.env, ...addresses, ...names };
  const program = await buildProcess();
  const plan = (store: StoreName, kills: number, fault: Plan["fault"], stream = seed): Plan => {
    const leaseMs = store === "redis" ? REDIS_LEASE_MS : 60_000;
    return { store, kills, fault, leaseMs, seed: stream, program, env };
  };
  const good: boolean[] = [];
  for (const store of storesAskedFor()) {
    const kills = values.kills === undefined ? KILLS[store] : wholeNumber(values.kills);
    const result = await runPlan(plan(store, kills, faultAskedFor()));
    good.push(printResult(store, kills, result));
  }
  if (values.store === undefined && values.fault === undefined) {
    for (const fault of ["forgets", "leaks"] as const) {
      const { audit } = await runPlan(plan("postgres", KILLS_OF_FAULTY, fault, `${seed} ${fault}`));
      const found = `${audit.lost.length} lost, ${audit.twice.length} twice`;
      good.push(tell(isFaulty(fault, audit), `a shop that ${fault} is noticed: ${found}`));
    }
  }
  return good.every(Boolean);
}

async function withFolder<T>(use: (sqliteFile: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-crash-"));
  try {
    return await use(join(folder, "shop.db"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function storesAskedFor(): StoreName[] {
  const all: StoreName[] = ["postgres", "sqlite", "redis"];
  const asked = all.filter((store) => values.store === undefined || store === values.store);
  if (asked.length === 0) throw new TypeError(`--store is one of ${all.join(", ")}`);
  return asked;
}

function faultAskedFor(): Plan["fault"] {
  const { fault = "" } = values;
  if (fault === "") return fault;
  if (fault !== "forgets" && fault !== "leaks") throw new TypeError("--fault: forgets or leaks");
  if (values.store !== "postgres") throw new TypeError("--fault needs --store postgres");
  return fault;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new RangeError("--kills must be a whole number from 1");
}
