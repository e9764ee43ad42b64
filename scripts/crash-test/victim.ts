import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Random } from "../../src/simulator/random.js";
import type { Counts, Plan } from "./plan.js";

/** From the first request: enough for a few settlements. From the first claim: about as many as one takes. */
const MOST_STEPS = { request: 800, claim: 60 } as const;
const LONGEST_LIFE_MS = 120;

/** A place where a process runs, is killed, and is followed by the next. */
export class Victim {
  /** Where the process listens, while it does. */
  port: number | undefined;
  readonly #plan: Plan;
  readonly #counts: Counts;
  readonly #random: Random;
  #child: ChildProcess | undefined;
  #isOver = false;

  constructor(plan: Plan, counts: Counts, random: Random) {
    this.#plan = plan;
    this.#counts = counts;
    this.#random = random;
  }

  /** Runs one process after the other until {@link stop}; kills each until there were enough. */
  async run(): Promise<void> {
    while (!this.#isOver) await this.#live();
  }

  stop(): void {
    this.#isOver = true;
    this.#child?.kill("SIGTERM");
  }

  async #live(): Promise<void> {
    const { program, store, fault, leaseMs, env, kills } = this.#plan;
    const { steps, from, lifeMs } = this.#fate(this.#counts.kills < kills);
    const args = [program, store, fault, `${leaseMs}`, `${steps}`, from];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    createInterface({ input: child.stdout }).on("line", (line) => this.#hear(line, lifeMs));
    const [code, signal] = await exited;
    this.port = undefined;
    if (signal === "SIGKILL") this.#counts.kills++;
    else if (!this.#isOver) throw new Error(`a process ended by itself: ${code ?? signal}`);
  }

  /** A third is killed from outside, anywhere, also within a statement; the others between two callbacks. */
  #fate(isDoomed: boolean): { steps: number; from: "request" | "claim"; lifeMs?: number } {
    const from = this.#random.chance(0.5) ? "request" : "claim";
    if (!isDoomed) return { steps: 0, from };
    if (this.#random.chance(1 / 3)) {
      return { steps: 0, from, lifeMs: this.#random.below(LONGEST_LIFE_MS) };
    }
    return { steps: 1 + this.#random.below(MOST_STEPS[from]), from };
  }

  #hear(line: string, lifeMs: number | undefined): void {
    if (line === "holding") this.#counts.killsHolding++;
    if (!/^\d+$/.test(line)) return;
    this.port = Number(line);
    const child = this.#child;
    if (lifeMs !== undefined) setTimeout(() => child?.kill("SIGKILL"), lifeMs);
    // It may have been started before the last kill that counts, and outlive it without a request.
    if (this.#isOver) child?.kill("SIGTERM");
  }
}
