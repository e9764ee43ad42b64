import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { startRedis } from "../../scripts/services.js";
import { testStoreConformance } from "../../src/stores/conformance.js";
import { redisStore } from "../../src/stores/redis.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { address } from "./support/shops.js";
import { after, describe, test } from "./support/runner.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const newKey = () => `payment:${randomUUID()}`;

describe("redisStore", () => {
  const client = new Redis(address("KHIPU_TEST_REDIS_SOCKET"));
  after(() => client.quit());

  describe("with a function, whose every script arrives twice, as when its answer was lost", () => {
    const twice = async (script: string, keys: string[], args: string[]): Promise<unknown> => {
      const first = await client.eval(script, keys.length, ...keys, ...args);
      const second = await client.eval(script, keys.length, ...keys, ...args);
      // Releasing counts what it did, which the store does not look at; and another's lease may end in between.
      if (!script.includes("DEL") && first !== "c") assert.equal(second, first);
      return second;
    };
    void testStoreConformance(() => redisStore(twice), { test });
  });

  describe("with a client that prefixes its keys and answers bytes", () => {
    const prefixed = new Redis(address("KHIPU_TEST_REDIS_SOCKET"), { keyPrefix: "shop:" });
    after(() => prefixed.quit());
    const bytes = (script: string, keys: string[], args: string[]) =>
      prefixed.callBuffer("EVAL", script, keys.length, ...keys, ...args);
    void testStoreConformance(() => redisStore(bytes), { test });
  });

  test("remembers for 90 days, or as long as it is told", async () => {
    const [quarter, week, always] = [newKey(), newKey(), newKey()];

    await settleOnce(redisStore(client), quarter, () => undefined);
    const options = { retentionMs: 7 * DAY_MS, prefix: "week:" };
    await settleOnce(redisStore(client, options), week, () => undefined);

    await settleOnce(redisStore(client, { retentionMs: Infinity }), always, () => undefined);
    assert.equal(await client.pttl(`khipu:${always}`), -1);
    const left = [await client.pttl(`khipu:${quarter}`), await client.pttl(`week:${week}`)];
    assert.deepEqual(
      left.map((ms) => Math.ceil(ms / DAY_MS)),
      [90, 7],
    );
  });

  for (const foreign of ["cart", "done", "d:soon:x", ""]) {
    test(`says that it cannot read ${JSON.stringify(foreign)}, and leaves it alone`, async () => {
      const key = newKey();
      const store = redisStore(client);
      await client.set(`khipu:${key}`, foreign);

      await assert.rejects(store.claim(key, { leaseMs: 5000 }), /EVAL for a claim.*cannot be read/);
      await assert.rejects(store.lookUp(key), /EVAL for a key.*cannot be read/);

      assert.equal(await client.get(`khipu:${key}`), foreign);
    });
  }

  test("leaves no claim behind that does not end", async () => {
    const key = newKey();
    const store = redisStore(client);

    const claim = await store.claim(key, { leaseMs: 5000 });

    const leftMs = await client.pttl(`khipu:${key}`);
    assert.ok(leftMs > 4000 && leftMs <= 5000, `the claim should end in 5 s, not in ${leftMs} ms`);
    if (claim.status === "claimed") await store.release(claim.claim);
    assert.equal(await client.exists(`khipu:${key}`), 0);
  });

  test("records work that was done while Redis lost its memory", async () => {
    const server = await startRedis();
    const own = new Redis(server.url);
    own.on("error", () => undefined);
    const key = newKey();
    try {
      const store = redisStore(own);
      const { outcome } = await settleOnce(store, key, () => server.crashAndRestart());
      assert.equal(outcome, "settled");
      assert.equal((await store.lookUp(key)).status, "done");
    } finally {
      own.disconnect();
      await server.stop();
    }
  });
});
