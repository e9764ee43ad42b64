import type { Audit } from "./audit.js";
import type { Counts, Plan, StoreName } from "./plan.js";
import type { Result } from "./run.js";

/** What a service that settles may answer: done, failed for now, busy. */
const EXPECTED_ANSWERS = [200, 500, 503];

/** Prints what a run has shown, each claim in a line that CI counts. Returns whether all of them hold. */
export function printResult(
  store: StoreName,
  kills: number,
  { counts, audit, seconds }: Result,
): boolean {
  const { lost, twice, unmarked, repeats, leastMarginMs } = audit;
  console.log(`${store}: ${seconds.toFixed(1)} s`);
  printCounts(counts, audit);
  const margin = leastMarginMs === undefined ? "" : `, the soonest ${leastMarginMs} ms after`;
  const once =
    store === "redis"
      ? `${repeats} repeats, each after its lease had run out${margin}`
      : `${twice.length} of ${counts.orders} payments settled twice`;
  const refused = [...counts.answers.keys()].filter((status) => !EXPECTED_ANSWERS.includes(status));
  const answered200 = counts.answers.get(200) ?? 0;
  return [
    tell(counts.kills >= kills && counts.killsHolding > 0, `${store}: ${counts.kills} kills`),
    tell(lost.length === 0, `${store}: ${lost.length} of ${counts.orders} payments lost`, lost),
    tell(twice.length === 0, `${store}: ${once}`, twice),
    tell(
      unmarked.length === 0,
      `${store}: ${unmarked.length} answered 200 and not marked`,
      unmarked,
    ),
    tell(
      answered200 === counts.notifications && refused.length === 0,
      `${store}: ${answered200} of ${counts.notifications} notifications answered 200, none refused`,
    ),
  ].every(Boolean);
}

function printCounts(counts: Counts, { lost, repeats }: Audit): void {
  const answers = [...counts.answers].sort(([a], [b]) => a - b);
  const lines: [string, number][] = [
    ["processes killed", counts.kills],
    ["  of these certainly within a settlement", counts.killsHolding],
    ["payments", counts.orders],
    ["notifications", counts.notifications],
    ["requests", counts.deliveries],
    ["  cut off by a kill", counts.cutOff],
    ...answers.map(([status, times]): [string, number] => [`  answered ${status}`, times]),
    ["payments lost", lost.length],
    ["deliveries of a payment beyond its first", repeats],
  ];
  for (const [what, count] of lines)
    console.log(`  ${what.padEnd(42)}${String(count).padStart(9)}`);
}

/** Whether the audit shows what this fault does. */
export function isFaulty(fault: Plan["fault"], { lost, twice }: Audit): boolean {
  return fault === "forgets" ? lost.length > 0 : twice.length > 0;
}

/** Prints whether something holds, and with what it does not. */
export function tell(holds: boolean, what: string, examples: readonly string[] = []): boolean {
  const some = holds || examples.length === 0 ? "" : `, e.g. ${examples.slice(0, 5).join(", ")}`;
  console.log(`crash-test: ${holds ? "ok" : "FAILED"}  ${what}${some}`);
  return holds;
}
