/**
 * Kills settling processes with SIGKILL at random points, thousands of times, and counts what was lost or done twice.
 *
 *   npm run test:crash                               a share of every scenario, and proof that broken ones are noticed
 *   npm run test:crash -- --nightly                  10,000 kills over PostgreSQL and SQLite
 *   npm run test:crash -- --only serializable        the scenarios with this in their name
 *   npm run test:crash -- --kills 50 --seed 7        so many kills of each; another row of random numbers
 *   npm run test:crash -- --only committed --fault unguarded
 *                                                    a store that is broken on purpose (see Fault): must fail
 *
 * The shop is impolite: branches outlive failures, transactions are begun and ended inside, work is late and deaf, and
 * asks for a second connection; see test/services/crash/impolite.ts. The scenarios are in crash-test/plan.ts.
 *
 * Installs the drivers of test/services, and starts a PostgreSQL, a PgBouncer and a Redis of its own. The seed fixes what
 * is drawn, not how the machine divides its time: two runs differ.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withPgBouncer } from "./crash-test/pgbouncer.js";
import { type Fault, FAULTY, type Plan, type Scenario, SCENARIOS } from "./crash-test/plan.js";
import { printResult, printTotal, tell } from "./crash-test/print.js";
import { type Result, runPlan } from "./crash-test/run.js";
import { buildProcess } from "./services/build-process.js";
import { compileDrivers, installDrivers } from "./services/drivers.js";
import { withServices } from "./services.js";

/** Enough for each fault to show tens of times. */
const KILLS_OF_FAULTY = 40;
/** With Redis a killed process's claims keep others out for so long. */
const REDIS_LEASE_MS = 250;
const FAULTS: readonly string[] = ["", ...new Set(FAULTY.map(({ fault }) => fault))];

const { values } = parseArgs({
  options: {
    nightly: { type: "boolean", default: false },
    kills: { type: "string" },
    only: { type: "string", default: "" },
    fault: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
  },
});

const WORDS: Readonly<Record<Fault, string>> = {
  "": "is right",
  forgets: "says done and commits nothing",
  repeats: "does not remember what is done",
  unguarded: "hands out its connection",
};

installDrivers();
compileDrivers();
const isGood = await withServices((addresses) => main(addresses));
// What was cut off in the middle may still hold on to timers.
process.exit(isGood ? 0 : 1);

async function main(addresses: Readonly<Record<string, string>>): Promise<boolean> {
  // It starts thousands of times.
  const program = await buildProcess("crash/process.ts");
  const run = (scenario: Scenario, kills: number, fault: Fault): Promise<Result> =>
    withAddresses(scenario, addresses, (env) =>
      runPlan(planOf(scenario, { kills, fault, program, env })),
    );
  const good: boolean[] = [];
  const results: [Scenario, Result][] = [];
  for (const scenario of scenariosAskedFor()) {
    const kills = killsOf(scenario);
    const result = await run(scenario, kills, faultAskedFor());
    results.push([scenario, result]);
    good.push(printResult(scenario, kills, result));
  }
  printTotal(results);
  if (values.only !== "" || values.fault !== "") return good.every(Boolean);
  for (const { store, fault } of FAULTY) {
    const scenario = SCENARIOS.find((each) => each.store === store);
    if (!scenario) throw new Error(`no scenario of ${store}`);
    const { audit } = await run(scenario, KILLS_OF_FAULTY, fault);
    const found = `${audit.lost.length} lost, ${audit.twice.length} twice`;
    const isNoticed = (fault === "forgets" ? audit.lost : audit.twice).length > 0;
    good.push(tell(isNoticed, `a ${store} store that ${WORDS[fault]} is noticed: ${found}`));
  }
  return good.every(Boolean);
}

function planOf(
  { name, store }: Scenario,
  rest: Pick<Plan, "kills" | "fault" | "program" | "env">,
): Plan {
  const leaseMs = store === "redis" ? REDIS_LEASE_MS : 60_000;
  return { name, store, leaseMs, seed: `${values.seed} ${rest.fault}`, ...rest };
}

/** A new file for SQLite each time, and a new secret; PgBouncer before PostgreSQL where the scenario wants it. */
async function withAddresses<T>(
  { bounced, env }: Scenario,
  addresses: Readonly<Record<string, string>>,
  use: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-crash-"));
  const own = {
    KHIPU_TEST_SQLITE_FILE: join(folder, "shop.db"),
    KHIPU_CRASH_SECRET: randomBytes(20).toString("hex"),
  };
  const all = { ...process.env, ...addresses, ...env, ...own };
  try {
    if (!bounced) return await use(all);
    return await withPgBouncer(addresses["KHIPU_TEST_POSTGRES_URL"] ?? "", (url) =>
      use({ ...all, KHIPU_TEST_POSTGRES_URL: url }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function scenariosAskedFor(): readonly Scenario[] {
  const asked = SCENARIOS.filter(({ name }) => name.includes(values.only));
  if (asked.length > 0) return asked;
  throw new TypeError(`--only: a part of ${SCENARIOS.map(({ name }) => name).join("; ")}`);
}

function faultAskedFor(): Fault {
  if (FAULTS.includes(values.fault)) return values.fault as Fault;
  throw new TypeError(`--fault is one of ${FAULTS.join(", ")}`);
}

function killsOf({ kills }: Scenario): number {
  if (values.kills === undefined) return values.nightly ? kills.nightly : kills.short;
  const number = Number(values.kills);
  if (Number.isInteger(number) && number > 0) return number;
  throw new RangeError("--kills must be a whole number from 1");
}
