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
import { setTimeout as sleep } from "node:timers/promises";
import type { Payment } from "../../../generated/instant-payments.v3/types.js";
import { nodeHandler } from "../../../src/webhooks/index.js";
import { type CrashShop, openCrashShop } from "./crash-shops.js";
import { Impoliteness, mannerOf } from "./impolite.js";

const [store = "", fault = "", lease = "", steps = "", from = "request"] = process.argv.slice(2);
const { KHIPU_CRASH_SECRET: secret = "" } = process.env;
/** Short enough to be met by work that is late, and by a pool whose connections are all out. */
const TIMEOUT_MS = 400;
/** What an impolite shop must hear; anything else is said. */
const DESERVED = /ended by the store alone|has ended|TimeoutError|KhipuTimeoutError/;
/** What Khipu says of every payment, as far as it is compared. */
const PAID = {
  receiver_id: 990939,
  amount: "5900.0000",
  currency: "CLP",
  status: "done",
  status_detail: "normal",
};
/** How many payments are between their claim and their mark. */
let held = 0;

void openCrashShop(store, fault).then(async (shop) => {
  if (steps === "audit") return audit(shop);
  serve(shop, Number(lease), Number(steps));
});

function serve(shop: CrashShop, leaseMs: number, lastStep: number): void {
  const timeoutMs = Math.min(TIMEOUT_MS, leaseMs);
  const handler = nodeHandler({
    secret,
    store: counted(shop.store, () => from === "claim" && killAfter(lastStep)),
    leaseMs,
    timeoutMs,
    confirmWithKhipu: true,
    khipu: { payments: { get: slowKhipu } },
    expect: ({ transaction_id = "", payment_id }) =>
      transaction_id === `order-${payment_id}`
        ? { receiver_id: 990939, transaction_id, amount: 5900, currency: "CLP" }
        : undefined,
    onPaid: async ({ payment_id }, { tx }) => {
      const order = `payment:${payment_id}`;
      if (shop.isImpolite) await mannerOf(order)(shop, tx, order, timeoutMs);
      else await shop.deliver(tx, order);
    },
    onError: (error, { status }) => {
      // 503: somebody else is at it, which is what ten at a time provoke.
      if (status === 503 || error instanceof Impoliteness || DESERVED.test(String(error))) return;
      writeSync(2, `${status} ${String(error)}\n`);
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

/** Khipu takes its time now and then, and fails. */
async function slowKhipu(payment_id: string): Promise<Payment> {
  if (Math.random() < 0.2) await sleep(Math.random() * 60);
  if (Math.random() < 0.05) throw new Impoliteness("Khipu is down");
  // The rest of a payment is of no consequence here.
  return { ...PAID, payment_id, transaction_id: `order-${payment_id}` } as Payment;
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
