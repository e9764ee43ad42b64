import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Plan } from "./plan.js";

/** What the shop's own log says of an order. */
interface Found {
  readonly order: string;
  /** What the store says. */
  readonly status: string;
  readonly deliveries: readonly string[];
}

/** What is wrong with the orders of a run. */
export interface Audit {
  /** Answered 200 and not delivered, or never answered 200. */
  readonly lost: string[];
  /** Delivered more than once where that must not be. */
  readonly twice: string[];
  /** Answered 200, and not marked as done. */
  readonly unmarked: string[];
  /** Deliveries of an order beyond its first. */
  readonly repeats: number;
  /** The least time by which a repeat came after the end of the lease before it. */
  readonly leastMarginMs: number | undefined;
}

/** A delivery with Redis, by the clock of Redis. */
interface LeasedDelivery {
  readonly token: string;
  /** Whether the claim was live, 1 or 0, and until when. */
  readonly live: number;
  readonly at: number;
  readonly till: number;
}

/** Compares what was answered 200 with what the shop has delivered. */
export async function auditRun(
  plan: Plan,
  answeredAt: ReadonlyMap<string, number | undefined>,
): Promise<Audit> {
  const found = await read(plan, [...answeredAt.keys()]);
  if (found.length !== answeredAt.size) throw new Error("the audit has not read every order");
  const margins: number[] = [];
  const isLost = ({ order, deliveries }: Found): boolean =>
    deliveries.length === 0 || answeredAt.get(order) === undefined;
  const isTwice = ({ order, deliveries }: Found): boolean => {
    if (plan.store !== "redis") return deliveries.length > 1;
    const log = deliveries.map((entry) => JSON.parse(entry) as LeasedDelivery);
    return hasWrongRepeat(log, answeredAt.get(order), margins);
  };
  const orders = (chosen: Found[]): string[] => chosen.map(({ order }) => order);
  return {
    lost: orders(found.filter(isLost)),
    twice: orders(found.filter(isTwice)),
    unmarked: orders(found.filter(({ status }) => status !== "done")),
    repeats: found.reduce((sum, { deliveries }) => sum + Math.max(0, deliveries.length - 1), 0),
    leastMarginMs: margins.length > 0 ? Math.min(...margins) : undefined,
  };
}

/** With a lease a repeat is right if the lease of the one before, or its own, had run out, and no 200 was given. */
function hasWrongRepeat(
  log: readonly LeasedDelivery[],
  answeredAt: number | undefined,
  margins: number[],
): boolean {
  return log.some((later, index) =>
    log.slice(0, index).some((earlier) => {
      if (earlier.token === later.token) return true;
      // One that is late itself has no live claim: its lease had run out.
      if (earlier.live === 0 || later.live === 0) return false;
      margins.push(later.at - earlier.till);
      const isAfterAnswer = answeredAt !== undefined && later.at > answeredAt;
      return later.at < earlier.till || isAfterAnswer;
    }),
  );
}

async function read({ program, store, env }: Plan, orders: readonly string[]): Promise<Found[]> {
  const child = spawn(process.execPath, [program, store, "", "0", "audit"], {
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(orders.map((order) => `${order}\n`).join(""));
  const found: Found[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    found.push(JSON.parse(line) as Found);
  }
  return found;
}
