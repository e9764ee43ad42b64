import { describe, expect, test } from "@jest/globals";
import { batchStoreChecks, testBatchStoreConformance } from "../../src/stores/conformance.js";
import { batchFaults } from "./support/batch-faults.js";
import { HomemadeBatchStore } from "./support/homemade-batch-store.js";

describe("testBatchStoreConformance", () => {
  describe("finds nothing in a homemade batch store that", () => {
    const store = new HomemadeBatchStore();
    void testBatchStoreConformance(() => store, { test, shop: store.shop });
  });

  test("runs everything without a runner", async () => {
    const store = new HomemadeBatchStore();

    const checking = testBatchStoreConformance(() => store, { shop: store.shop });

    await expect(checking).resolves.toBeUndefined();
  });

  test("takes a store without purge, and a shop that cannot end a transaction", async () => {
    const whole = new HomemadeBatchStore();
    const shop = { ...whole.shop, ends: undefined };
    const store = Object.assign(whole, { purge: undefined });

    await expect(testBatchStoreConformance(() => store, { shop })).resolves.toBeUndefined();
  });

  test("names what failed, why, and how many", async () => {
    const store = batchFaults.find(({ fault }) => fault === "trims keys")?.store();

    const failing = testBatchStoreConformance(() => store ?? new HomemadeBatchStore(), {
      shop: (store ?? new HomemadeBatchStore()).shop,
    });

    await expect(failing).rejects.toMatchObject({
      name: "AggregateError",
      message: expect.stringMatching(
        /^1 of 11 checks failed:\n- the store keeps keys apart that look alike: lookUp\(\) should answer "free" for/,
      ),
    });
  });
});

describe("batchStoreChecks", () => {
  test.each(batchFaults)("finds a store that $fault", async ({ foundBy, store: make }) => {
    const store = make();
    const checks = batchStoreChecks(() => store, { shop: store.shop });
    const check = checks.find(({ name }) => name === foundBy);

    await expect(check?.run()).rejects.toThrow(/should|locked|constraint/);
  });

  test("has a fault to find for every check", () => {
    const store = new HomemadeBatchStore();
    const proven = new Set(batchFaults.map(({ foundBy }) => foundBy));

    const names = batchStoreChecks(() => store, { shop: store.shop }).map(({ name }) => name);

    expect(names.filter((name) => !proven.has(name))).toEqual([]);
  });

  test("finds a store that takes what it cannot read for an answer", async () => {
    const store = new HomemadeBatchStore();
    const runOn = (unreadable: HomemadeBatchStore) =>
      batchStoreChecks(() => store, { shop: store.shop, unreadable: () => unreadable })
        .at(-1)
        ?.run();
    const refuse = () => Promise.reject(new TypeError("cannot be read"));
    const refusing = Object.assign(new HomemadeBatchStore(), { lookUp: refuse, commit: refuse });

    await expect(runOn(refusing)).resolves.toBeUndefined();
    await expect(runOn(store)).rejects.toThrow(/lookUp\(\) should reject .* "free"/);
    const commits = Object.assign(new HomemadeBatchStore(), { lookUp: refuse });
    await expect(runOn(commits)).rejects.toThrow(/commit\(\) should reject .* "committed"/);
  });
});
