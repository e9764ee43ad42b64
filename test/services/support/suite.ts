import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { testStoreConformance } from "../../../src/stores/conformance.js";
import { settleOnce } from "../../../src/stores/settle-once.js";
import { type ShopProcess, startProcess, type Tally } from "./processes.js";
import { openShop, type Shop, type ShopName } from "./shops.js";
import { after, before, describe, test } from "./runner.js";

const LEASE_MS = 1500;
/** Of the conformance checks on a server: on a busy machine it can take hundreds of milliseconds to answer. */
export const SERVER_LEASE_MS = 1000;

/** What every store is put through on its real server: conformance, four processes at once, and SIGKILL. */
export function storeSuite(
  name: ShopName,
  options: { transactional: boolean; locks?: boolean },
): void {
  describe(name, () => {
    let shop: Shop;
    before(async () => (shop = await openShop(name)));
    after(() => shop.close());
    const transaction = {
      write: (tx: unknown, value: string) => shop.deliver(tx, value),
      read: async (value: string) => (await shop.deliveries(value)) > 0,
      inside: {
        begin: (tx: unknown) => shop.control?.(tx, "BEGIN"),
        commit: (tx: unknown) => shop.control?.(tx, "COMMIT"),
        rollBack: (tx: unknown) => shop.control?.(tx, "ROLLBACK"),
      },
    };
    describe("the store", () => {
      void testStoreConformance(() => shop.store, {
        test,
        leaseMs: SERVER_LEASE_MS,
        second: () => shop.second(),
        unreadable: () => shop.unreadable(),
        transaction: options.transactional ? transaction : undefined,
        locks: options.locks,
      });
    });
    test("1,000 identical claims across four processes settle once", async () => {
      await assertSettledOnceByFour(name, () => shop);
    });
    test(`SIGKILL between the delivery and the mark loses nothing`, async () => {
      await assertKilledIsRepeated(name, () => shop, options.transactional);
    });
  });
}

async function assertSettledOnceByFour(name: ShopName, shop: () => Shop): Promise<void> {
  const key = `payment:${randomUUID()}`;
  const processes = await Promise.all(Array.from({ length: 4 }, () => startProcess(name)));
  try {
    const order = { key, times: 250, leaseMs: 30_000, pauseMs: 50 };
    const first = sum(await Promise.all(processes.map((each) => each.settle(order))));
    const again = sum(await Promise.all(processes.map((each) => each.settle(order))));

    const { settled, busy = 0, already = 0, ...failures } = first;
    assert.deepEqual(failures, {});
    assert.equal(settled, 1);
    assert.equal(busy + already, 999);
    assert.deepEqual(again, { already: 1000 });
    assert.equal(await shop().deliveries(key), 1);
  } finally {
    await Promise.all(processes.map((each) => each.kill()));
  }
}

/** Kills a process in the middle of each of some settlements, and lets Khipu's next notification come. */
async function assertKilledIsRepeated(
  name: ShopName,
  shop: () => Shop,
  transactional: boolean,
): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const key = `payment:${randomUUID()}`;
    const victim: ShopProcess = await startProcess(name);
    await victim.begin({ key, times: 1, leaseMs: LEASE_MS, pauseMs: 60_000 });
    assert.equal((await shop().store.lookUp(key)).status === "done", false);
    await victim.kill();

    const tries = await settleUntilSettled(shop(), key);

    // Without a transaction the killed process's delivery stays, and its claim lasts as long as its lease.
    assert.equal(await shop().deliveries(key), transactional ? 1 : 2);
    assert.equal((await shop().store.lookUp(key)).status, "done");
    if (!transactional) assert.ok(tries > 1, "the lease should have outlived its holder");
  }
}

async function settleUntilSettled(shop: Shop, key: string): Promise<number> {
  const giveUpAt = Date.now() + LEASE_MS + 5000;
  for (let tries = 1; Date.now() < giveUpAt; tries++) {
    const { outcome } = await settleOnce(shop.store, key, ({ tx }) => shop.deliver(tx, key));
    if (outcome === "settled") return tries;
    await sleep(50);
  }
  throw new Error("the killed settlement was never taken over");
}

function sum(tallies: readonly Tally[]): Tally {
  const total: Tally = {};
  for (const tally of tallies) {
    for (const [outcome, count] of Object.entries(tally)) {
      total[outcome] = (total[outcome] ?? 0) + count;
    }
  }
  return total;
}
