/** A process that settles payments one after the other, so many at once, until its time is over. */
import { randomUUID } from "node:crypto";
import { newPool } from "../support/postgres-shop.js";
import { type Settle, WAYS } from "./ways.js";

/** What a process is told to do. */
export interface Task {
  readonly way: string;
  readonly seconds: number;
  /** How many it settles at once, each on a connection of its own. */
  readonly inFlight: number;
}

/** What it has done: how long each settlement took, in milliseconds. */
export interface Done {
  readonly tookMs: readonly number[];
}

process.on("message", (task: Task) => {
  void work(task).then((done) => process.send?.(done));
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });

async function work({ way, seconds, inFlight }: Task): Promise<Done> {
  const found = WAYS.find(({ name }) => name === way);
  if (!found) throw new Error(`no way is called ${way}`);
  const pool = newPool({ max: inFlight });
  const settle = found.over(pool);
  const one = () => settleNew(settle);
  // Connections and compiled code, which a shop that runs has.
  await Promise.all(Array.from({ length: inFlight * 20 }, one));
  const until = performance.now() + seconds * 1000;
  const tookMs: number[] = [];
  const loop = async (): Promise<void> => {
    while (performance.now() < until) {
      const startedAt = performance.now();
      await one();
      tookMs.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, loop));
  await pool.end();
  return { tookMs };
}

async function settleNew(settle: Settle): Promise<void> {
  if (!(await settle(`payment:${randomUUID()}`))) throw new Error("a new payment was not settled");
}
