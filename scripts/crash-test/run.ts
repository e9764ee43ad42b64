import { Random } from "../../src/simulator/random.js";
import { type Audit, auditRun } from "./audit.js";
import { type Counts, noCounts, type Plan } from "./plan.js";
import { Sender } from "./sender.js";
import { Victim } from "./victim.js";

/** How many processes settle at once. */
const PROCESSES = 4;

/** What a run has shown. */
export interface Result {
  readonly counts: Counts;
  readonly audit: Audit;
  readonly seconds: number;
}

/** Sends and kills until there were enough kills, then sends what is left, and looks at what was delivered. */
export async function runPlan(plan: Plan): Promise<Result> {
  const startedAt = performance.now();
  const counts = noCounts();
  const secret = plan.env["KHIPU_CRASH_SECRET"] ?? "";
  const sender = new Sender(secret, counts, new Random(plan.seed, `${plan.name} sender`));
  const places = Array.from({ length: PROCESSES }, (_, place) => `${plan.name} victim ${place}`);
  const victims = places.map((name) => new Victim(plan, counts, new Random(plan.seed, name)));
  const choice = new Random(plan.seed, "choice");
  const port = (): number | undefined => {
    const ports = victims.flatMap((victim) => victim.port ?? []);
    return ports[choice.below(ports.length)];
  };
  const living = Promise.all(victims.map((victim) => victim.run()));
  const sending = sender.run(port, () => counts.kills < plan.kills);
  try {
    // A process that ends by itself ends the test.
    await Promise.race([sending, living]);
  } finally {
    for (const victim of victims) victim.stop();
  }
  await living;
  const audit = await auditRun(plan, sender.answeredAt);
  return { counts, audit, seconds: (performance.now() - startedAt) / 1000 };
}
