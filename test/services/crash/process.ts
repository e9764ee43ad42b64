/**
 * The process that scripts/crash-test.ts kills: takes notifications on a port of loopback, and settles.
 *
 *   process STORE FAULT LEASE_MS STEPS [claim]
 *                    says its port; kills itself so many steps after its first request, or claim; never for 0
 *   process STORE FAULT 0 audit
 *                    reads orders, one a line, and says what was delivered of each, one a line
 */
import { createHook } from "node:async_hooks";
import { writeSync } from "node:fs";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { nodeHandler } from "../../../src/webhooks/index.js";
import { type CrashShop, openCrashShop } from "./crash-shops.js";

const [store = "", fault = "", lease = "", steps = "", from = "request"] = process.argv.slice(2);
const { KHIPU_CRASH_SECRET: secret = "" } = process.env;
/** How many payments are between their claim and their mark. */
let held = 0;

void openCrashShop(store, fault).then(async (shop) => {
  if (steps === "audit") return audit(shop);
  serve(shop, Number(lease), Number(steps));
});

function serve(shop: CrashShop, leaseMs: number, lastStep: number): void {
  const handler = nodeHandler({
    secret,
    store: counted(shop.store, () => from === "claim" && killAfter(lastStep)),
    leaseMs,
    timeoutMs: Math.min(leaseMs, 25_000),
    expect: ({ transaction_id = "", payment_id }) =>
      transaction_id === `order-${payment_id}`
        ? { receiver_id: 990939, transaction_id, amount: 5900, currency: "CLP" }
        : undefined,
    onPaid: async ({ payment_id }, { tx }) => {
      await shop.deliver(tx, `payment:${payment_id}`);
    },
    onError: (error, { status }) => {
      // 503: somebody else is at it, which is what ten at a time provoke.
      if (status !== 503) writeSync(2, `${status} ${String(error)}\n`);
    },
  });
  const server = createServer((request, response) => {
    if (from === "request") killAfter(lastStep);
    void handler(request, response);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) say(String(address.port));
  });
}

/** A step is a callback that Node is about to run: an answer of the database, a piece of a body, a promise. */
let remaining = 0;
function killAfter(lastStep: number): void {
  if (remaining > 0 || lastStep === 0) return;
  remaining = lastStep;
  const before = (): void => {
    if (--remaining > 0) return;
    say(held > 0 ? "holding" : "idle");
    process.kill(process.pid, "SIGKILL");
  };
  createHook({ before }).enable();
}

function counted(store: CrashShop["store"], onClaim: () => unknown): CrashShop["store"] {
  return {
    async claim(key, options) {
      const result = await store.claim(key, options);
      if (result.status === "claimed") {
        held++;
        onClaim();
      }
      return result;
    },
    complete: (claim) => store.complete(claim).finally(() => held--),
    release: (claim) => store.release(claim).finally(() => held--),
    lookUp: (key) => store.lookUp(key),
  };
}

async function audit(shop: CrashShop): Promise<void> {
  for await (const order of createInterface({ input: process.stdin })) {
    const { status } = await shop.store.lookUp(order);
    say(JSON.stringify({ order, status, deliveries: await shop.log(order) }));
  }
  process.exit();
}

/** Synchronously: what follows may be the end. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
