import { describe, expect, test } from "@jest/globals";
import {
  storeChecks,
  testStoreConformance,
  type TransactionProbe,
} from "../../src/stores/conformance.js";
import { memoryStore } from "../../src/stores/memory.js";
import { faults } from "./support/faults.js";
import { HomemadeStore } from "./support/homemade-store.js";

// Short enough for tests of the checks; stores are checked with the defaults.
const QUICK = { leaseMs: 60, graceMs: 150 };

describe("testStoreConformance", () => {
  describe("finds nothing in a homemade store that", () => {
    const shared = new HomemadeStore();
    void testStoreConformance(() => shared, { test, ...QUICK });
  });

  test("runs everything without a runner", async () => {
    await expect(testStoreConformance(() => memoryStore(), QUICK)).resolves.toBeUndefined();
  });

  test("takes a store without purge", async () => {
    const store = Object.assign(new HomemadeStore(), { purge: undefined });

    await expect(testStoreConformance(() => store, QUICK)).resolves.toBeUndefined();
  });

  test("names what failed, why, and how many", async () => {
    const { store } = faults.find(({ fault }) => fault === "tells the time in seconds") ?? {};

    const failing = testStoreConformance(store ?? memoryStore, QUICK);

    await expect(failing).rejects.toMatchObject({
      name: "AggregateError",
      message: expect.stringMatching(
        /^1 of 16 checks failed:\n- the store answers done once completed.*: doneAtMs should be now in Unix ms, not \d/,
      ),
      errors: [expect.objectContaining({ name: "Error" })],
    });
  });
});

describe("storeChecks", () => {
  test.each(faults)("finds a store that $fault", async ({ foundBy, store }) => {
    const check = storeChecks(store, QUICK).find(({ name }) => name === foundBy);

    await expect(check?.run()).rejects.toThrow(/should/);
  });

  test("has a fault to find for every check but the first ones of a kind", () => {
    const proven = new Set(faults.map(({ foundBy }) => foundBy));
    const unproven = storeChecks(memoryStore).flatMap(({ name }) => (proven.has(name) ? [] : name));

    expect(unproven).toEqual([
      "claims a key that nobody has claimed",
      "lets the next one claim after a release",
      "settles once, however often it is told",
    ]);
  });

  test("finds a transactional store that is none", async () => {
    const written = new Set<string>();
    const transaction: TransactionProbe<undefined> = {
      write: (_tx, value) => written.add(value),
      read: (value) => written.has(value),
    };
    const checks = storeChecks(() => new HomemadeStore(), { ...QUICK, transaction }).slice(16);

    const results = await Promise.allSettled(checks.map(({ run }) => run()));

    expect(checks.map(({ name }, index) => [name, results[index]?.status])).toEqual([
      ["commits the shop's writes with the mark", "fulfilled"],
      ["rolls the shop's writes back when the work fails", "rejected"],
      ["rolls the shop's writes back when the lease ends", "fulfilled"],
      ["hands out a tx that refuses to work after the end", "rejected"],
    ]);
  });
});
