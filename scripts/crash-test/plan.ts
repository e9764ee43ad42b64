/** One run of the crash test. */
export interface Plan {
  /** What is attacked, in words. */
  readonly name: string;
  readonly store: StoreName;
  /** How many processes are killed. */
  readonly kills: number;
  readonly fault: Fault;
  readonly leaseMs: number;
  readonly seed: string;
  /** The compiled process. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

export type StoreName = "postgres" | "sqlite" | "redis";

/**
 * What is deliberately wrong with the shop's store; empty for nothing.
 *
 * `forgets` says done and commits nothing, `repeats` does not remember what is done, `unguarded` hands out the
 * connection itself.
 */
export type Fault = "" | "forgets" | "repeats" | "unguarded";

/** Something that is attacked, and how many kills of a run it gets. */
export interface Scenario {
  readonly name: string;
  readonly store: StoreName;
  readonly kills: { readonly short: number; readonly nightly: number };
  readonly env: NodeJS.ProcessEnv;
  readonly bounced?: true;
}

function postgres(isolation: string, short: number, nightly: number): Scenario {
  const env = { KHIPU_CRASH_ISOLATION: isolation };
  return { name: `postgres, ${isolation}`, store: "postgres", kills: { short, nightly }, env };
}

function sqlite(journal: string, short: number, nightly: number): Scenario {
  const env = { KHIPU_CRASH_JOURNAL: journal };
  const name = `sqlite, journal_mode ${journal}`;
  return { name, store: "sqlite", kills: { short, nightly }, env };
}

/** Over PostgreSQL and SQLite together 10,000 kills a night. */
export const SCENARIOS: readonly Scenario[] = [
  postgres("read committed", 150, 2000),
  postgres("repeatable read", 75, 1500),
  postgres("serializable", 75, 1500),
  {
    name: "postgres, through PgBouncer in transaction mode",
    store: "postgres",
    kills: { short: 75, nightly: 2000 },
    env: {},
    bounced: true,
  },
  sqlite("WAL", 150, 2000),
  sqlite("DELETE", 75, 1000),
  { name: "redis", store: "redis", kills: { short: 75, nightly: 500 }, env: {} },
];

/** Shops that the test has to notice, to prove that it notices anything. */
export const FAULTY: readonly { readonly store: StoreName; readonly fault: Fault }[] = [
  { store: "postgres", fault: "forgets" },
  { store: "postgres", fault: "repeats" },
  { store: "postgres", fault: "unguarded" },
  { store: "sqlite", fault: "forgets" },
  { store: "sqlite", fault: "repeats" },
];

/** What happened in a run. */
export interface Counts {
  kills: number;
  /** Of those, at a step of the process's own choice while it held a claim. */
  killsHolding: number;
  orders: number;
  notifications: number;
  /** Requests, answered or cut off. */
  deliveries: number;
  cutOff: number;
  /** Notifications that were never answered 200, however often they were sent. */
  givenUp: number;
  /** Answers by their status. */
  readonly answers: Map<number, number>;
}

/** Counts that stand at nothing. */
export function noCounts(): Counts {
  const requests = { notifications: 0, deliveries: 0, cutOff: 0, givenUp: 0 };
  return { kills: 0, killsHolding: 0, orders: 0, ...requests, answers: new Map() };
}
