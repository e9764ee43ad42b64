import type { Audit } from "./audit.js";
import type { Counts, Scenario } from "./plan.js";
import type { Result } from "./run.js";

/** What a service that settles may answer: done, failed for now, busy. */
const EXPECTED_ANSWERS = [200, 500, 503];

/** Prints what a run has shown, each claim in a line that CI counts. Returns whether all of them hold. */
export function printResult(
  { name, store }: Scenario,
  kills: number,
  { counts, audit, seconds }: Result,
): boolean {
  const { lost, twice, unmarked, repeats, leastMarginMs } = audit;
  console.log(`${name}: ${seconds.toFixed(1)} s`);
  printCounts(counts, audit);
  const margin = leastMarginMs === undefined ? "" : `, the soonest ${leastMarginMs} ms after`;
  const once =
    store === "redis"
      ? `${repeats} repeats, each after its lease had run out${margin}`
      : `${twice.length} of ${counts.orders} payments settled twice`;
  const refused = [...counts.answers.keys()].filter((status) => !EXPECTED_ANSWERS.includes(status));
  const answered200 = counts.answers.get(200) ?? 0;
  return [
    tell(counts.kills >= kills && counts.killsHolding > 0, `${name}: ${counts.kills} kills`),
    tell(lost.length === 0, `${name}: ${lost.length} of ${counts.orders} payments lost`, lost),
    tell(twice.length === 0, `${name}: ${once}`, twice),
    tell(
      unmarked.length === 0,
      `${name}: ${unmarked.length} answered 200 and not marked`,
      unmarked,
    ),
    tell(
      answered200 === counts.notifications && refused.length === 0,
      `${name}: ${answered200} of ${counts.notifications} notifications answered 200, none refused`,
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
    ["notifications given up", counts.givenUp],
    ...answers.map(([status, times]): [string, number] => [`  answered ${status}`, times]),
    ["payments lost", lost.length],
    ["deliveries of a payment beyond its first", repeats],
  ];
  for (const [what, count] of lines)
    console.log(`  ${what.padEnd(42)}${String(count).padStart(9)}`);
}

/** Prints what was killed and counted in all scenarios together. */
export function printTotal(results: readonly (readonly [Scenario, Result])[]): void {
  for (const [{ name }, { counts, audit }] of results) {
    const { lost, twice } = audit;
    const found = `${lost.length} lost, ${twice.length} settled twice`;
    console.log(`  ${name}: ${counts.kills} kills, ${counts.orders} payments, ${found}`);
  }
  const total = (count: (result: Result) => number): number =>
    results.reduce((sum, [, result]) => sum + count(result), 0);
  console.log(
    `  in all: ${total(({ counts }) => counts.kills)} kills, ` +
      `${total(({ counts }) => counts.orders)} payments, ` +
      `${total(({ audit }) => audit.lost.length)} lost, ` +
      `${total(({ audit }) => audit.twice.length)} settled twice`,
  );
}

/** Prints whether something holds, and with what it does not. */
export function tell(holds: boolean, what: string, examples: readonly string[] = []): boolean {
  const some = holds || examples.length === 0 ? "" : `, e.g. ${examples.slice(0, 5).join(", ")}`;
  console.log(`crash-test: ${holds ? "ok" : "FAILED"}  ${what}${some}`);
  return holds;
}
