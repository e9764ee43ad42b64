/**
 * Reconciles pending payments against the simulator, ours beside the loop that people write:
 * `tsx bench/reconcile.ts [count…]`. Simulator and client are processes of their own, so that the memory
 * told is the client's.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Khipu, reconcilePayments } from "../src/index.js";
import { startSimulator } from "../src/simulator/index.js";
import { memoryStore } from "../src/stores/memory.js";

const SELF = fileURLToPath(import.meta.url);
const CONCURRENCY = 32;
const LOOPS = ["reconcilePayments", "Promise.all"] as const;

type Loop = (typeof LOOPS)[number];

interface Server {
  readonly url: string;
  readonly apiKey: string;
}

/** What a child tells of its run. */
interface Result {
  readonly seconds: number;
  readonly peakMb: number;
  readonly read: number;
  readonly failed: number;
}

const [role = "main", ...args] = process.argv.slice(2);
if (role === "serve") await serve();
else if (role === "loop")
  await loop(args[0] as Loop, Number(args[1]), JSON.parse(args[2] ?? "") as Server);
else await main([role, ...args].map(Number).filter(Boolean));

async function main(counts: readonly number[]): Promise<void> {
  const server = fork(SELF, ["serve"], { execArgv: process.execArgv });
  const [address] = (await once(server, "message")) as [Server];
  const { payment_id } = await new Khipu({ ...client(address) }).payments.create({
    amount: 1000,
    currency: "CLP",
    subject: "x",
  });
  console.log("loop               payments   per second   peak memory   failed");
  for (const count of counts.length ? counts : [1_000, 100_000]) {
    for (const name of LOOPS) {
      const child = fork(SELF, ["loop", name, String(count), JSON.stringify(address)], {
        env: { ...process.env, PAYMENT_ID: payment_id },
        execArgv: process.execArgv,
      });
      const told = once(child, "message");
      const died = once(child, "exit").then(() => undefined);
      const result = ((await Promise.race([told, died])) as [Result] | undefined)?.[0];
      console.log(result ? row(name, count, result) : `${name.padEnd(18)} ${count}   died`);
    }
  }
  server.kill();
}

function row(name: string, count: number, { seconds, peakMb, failed }: Result): string {
  const perSecond = Math.round(count / seconds);
  return [
    name.padEnd(18),
    String(count).padStart(8),
    String(perSecond).padStart(12),
    `${peakMb.toFixed(0)} MB`.padStart(13),
    String(failed).padStart(8),
  ].join(" ");
}

function client({ url, apiKey }: Server) {
  return { baseUrl: url, apiKey, timeoutMs: 120_000 };
}

async function serve(): Promise<void> {
  const { url, apiKey } = await startSimulator();
  process.send?.({ url, apiKey });
}

async function loop(name: Loop, count: number, server: Server): Promise<void> {
  const khipu = new Khipu(client(server));
  const id = process.env["PAYMENT_ID"] ?? "";
  function* ids() {
    for (let n = 0; n < count; n++) yield id;
  }
  const started = performance.now();
  const failed =
    name === "reconcilePayments" ? await ours(khipu, ids()) : await naive(khipu, ids());
  const seconds = (performance.now() - started) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ seconds, peakMb, read: count, failed } satisfies Result);
  process.disconnect();
}

async function ours(khipu: Khipu, ids: Iterable<string>): Promise<number> {
  const { failed } = await reconcilePayments(khipu, ids, {
    store: memoryStore(),
    expect: "skip",
    onPaid: () => undefined,
    concurrency: CONCURRENCY,
  });
  return failed;
}

async function naive(khipu: Khipu, ids: Iterable<string>): Promise<number> {
  const all = await Promise.allSettled(Array.from(ids, (id) => khipu.payments.get(id)));
  return all.filter(({ status }) => status === "rejected").length;
}
