/**
 * What the simulator takes: `tsx bench/simulator.ts [count]`. It runs in a process of its own, as users have it
 * (`npm run build` first); this process is the shop, over real sockets, with one core left to each.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Simulator } from "../src/simulator/index.js";

const SELF = fileURLToPath(import.meta.url);
const CONCURRENCY = 32;
const STARTS = 25;

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });

interface Measured {
  readonly url: string;
  readonly apiKey: string;
  /** Of the first start in a process, and of the starts after it. */
  readonly startMs: { readonly first: number; readonly median: number };
}

const [role = "main"] = process.argv.slice(2);
if (role === "serve") await serve();
else await main(Number(role) || 100_000);

async function main(count: number): Promise<void> {
  const child = fork(SELF, ["serve"], { execArgv: process.execArgv });
  const [{ url, apiKey, startMs }] = (await once(child, "message")) as [Measured];
  const shop = await openShop();
  const [first, median] = [startMs.first, startMs.median].map((ms) => ms.toFixed(1));
  console.log(`started in                ${first} ms, later ${median} ms (median of ${STARTS})`);

  const createdIn = await timed(() =>
    inParallel(count, (n) => create(url, apiKey, { notify_url: shop.url, transaction_id: `${n}` })),
  );
  console.log(`payments created          ${perSecond(count, createdIn)}`);

  const paidIn = await timed(() => tell(child, "pay"));
  console.log(`settled and notified      ${perSecond(count, paidIn)}`);
  console.log(`notifications received    ${shop.received()}`);

  const heap = (await tell(child, "memory")) as number;
  console.log(`heap with ${count} payments ${(heap / 2 ** 20).toFixed(0)} MB`);
  child.kill();
  shop.close();
}

/** Starts, pays and measures when told to. */
async function serve(): Promise<void> {
  // As users import it; the sources have the types.
  const { startSimulator } = (await import(
    new URL("../packages/simulator/dist/simulator.mjs", import.meta.url).href
  )) as { startSimulator: () => Promise<Simulator> };
  const startMs = await startTimes(startSimulator);
  const simulator = await startSimulator();
  process.on("message", (what) => {
    void (what === "pay" ? payAll(simulator) : Promise.resolve(heapUsed())).then((answer) =>
      process.send?.(answer),
    );
  });
  const { url, apiKey } = simulator;
  process.send?.({ url, apiKey, startMs } satisfies Measured);
}

async function startTimes(start: () => Promise<Simulator>): Promise<Measured["startMs"]> {
  const times: number[] = [];
  for (let run = 0; run < STARTS; run++) {
    let simulator: Simulator | undefined;
    times.push(await timed(async () => (simulator = await start())));
    await simulator?.close();
  }
  const [first = NaN, ...later] = times;
  return { first, median: later.sort((a, b) => a - b)[later.length >> 1] ?? NaN };
}

async function payAll(simulator: Simulator): Promise<number> {
  const ids = simulator.payments().map(({ payment_id: id }) => id);
  await inParallel(ids.length, (n) => simulator.pay(ids[n] ?? ""));
  return ids.length;
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** A shop that counts what it is told, and nothing else. */
async function openShop() {
  let received = 0;
  const server = createServer((incoming, response) => {
    incoming.resume().once("end", () => {
      received += 1;
      response.end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/khipu`,
    received: () => received,
    close: () => server.close(),
  };
}

/** A bare request: the client must not be what is measured. */
function create(url: string, apiKey: string, more: object): Promise<void> {
  const body = JSON.stringify({ amount: 1000, currency: "CLP", subject: "Tea", ...more });
  const headers = {
    "x-api-key": apiKey,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const call = request(`${url}/v3/payments`, { method: "POST", agent, headers }, (answer) => {
      answer.resume().once("end", () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`the simulator answered ${answer.statusCode ?? "nothing"}`));
      });
    });
    call.once("error", reject);
    call.end(body);
  });
}

async function inParallel(count: number, act: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

async function tell(child: ReturnType<typeof fork>, what: string): Promise<unknown> {
  child.send(what);
  return ((await once(child, "message")) as [unknown])[0];
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function perSecond(count: number, ms: number): string {
  return `${Math.round((count / ms) * 1000)} per second`;
}
