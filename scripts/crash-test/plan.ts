/** One run of the crash test. */
export interface Plan {
  readonly store: StoreName;
  /** How many processes are killed. */
  readonly kills: number;
  /** What is deliberately wrong with the shop; empty for nothing. */
  readonly fault: "" | "forgets" | "leaks";
  readonly leaseMs: number;
  readonly seed: string;
  /** The compiled process. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

export type StoreName = "postgres" | "sqlite" | "redis";

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
  /** Answers by their status. */
  readonly answers: Map<number, number>;
}

/** Counts that stand at nothing. */
export function noCounts(): Counts {
  const zero = { kills: 0, killsHolding: 0, orders: 0, notifications: 0, deliveries: 0, cutOff: 0 };
  return { ...zero, answers: new Map() };
}
