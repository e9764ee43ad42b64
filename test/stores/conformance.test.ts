import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import {
  storeChecks,
  testStoreConformance,
  type TransactionProbe,
} from "../../src/stores/conformance.js";
import { ROOT } from "../../scripts/specs.js";
import { memoryStore } from "../../src/stores/memory.js";
import type { KeyStatus, SettlementStore } from "../../src/stores/types.js";
import { letTimersFly } from "../support/timers.js";
import { faults } from "./support/faults.js";
import { lockFaults } from "./support/lock-faults.js";
import { HomemadeStore } from "./support/homemade-store.js";
import { transactionalFaults } from "./support/transactional-faults.js";
import { type Transaction, TransactionalStore } from "./support/transactional-store.js";

// Short enough for tests of the checks; stores are checked with the defaults.
const QUICK = { leaseMs: 60, graceMs: 150 };

beforeEach(letTimersFly);
afterEach(() => void jest.useRealTimers());

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

  test.each(lockFaults)("finds a store that $fault", async ({ foundBy, store }) => {
    const check = storeChecks(store, { ...QUICK, locks: true }).find(
      ({ name }) => name === foundBy,
    );

    await expect(check?.run()).rejects.toThrow(/should/);
  });

  test("checks locks of a store that has them, each of which finds a fault", () => {
    const names = storeChecks(memoryStore, { locks: true }).map(({ name }) => name);
    const others = new Set(storeChecks(memoryStore).map(({ name }) => name));
    const found = new Set(lockFaults.map(({ foundBy }) => foundBy));

    expect(names.filter((name) => !others.has(name))).toEqual([...found]);
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
      ["undoes a branch that writes after another has failed", "rejected"],
      ["gives up work that does not listen, and undoes it", "rejected"],
      ["settles different keys at the same time without failing any", "fulfilled"],
    ]);
  });

  describe("of transactional stores", () => {
    const optionsFor = (store: TransactionalStore) => ({
      ...QUICK,
      transaction: {
        write: (tx: Transaction, value: string) => tx.write(value),
        read: (value: string) => store.committed.has(value),
        inside: {
          begin: (tx: Transaction) => tx.begin(),
          commit: (tx: Transaction) => tx.commit(),
          rollBack: (tx: Transaction) => tx.rollBack(),
        },
        giveBack: (tx: Transaction) => tx.release(),
      },
    });
    const right = new TransactionalStore();
    const found = transactionalFaults.flatMap(({ fault, foundBy, store }) =>
      foundBy.map((name) => ({ fault, name, store })),
    );

    describe("finds nothing in one that", () => {
      void testStoreConformance(() => right, { test, ...optionsFor(right) });
    });

    test.each(found)("finds one that $fault: $name", async ({ name, store: make }) => {
      const store = make();
      const check = storeChecks(() => store, optionsFor(store)).find((each) => each.name === name);

      await expect(check?.run()).rejects.toThrow(/should|serialize|has ended/);
    });

    test("has a fault to find for every check of a transaction", () => {
      const proven = new Set(found.map(({ name }) => name));
      const names = storeChecks(() => right, optionsFor(right)).map(({ name }) => name);

      expect(names.slice(16).filter((name) => !proven.has(name))).toEqual([]);
    });
  });

  test("finds two stores that do not know of each other's claims", async () => {
    const shares = "shares what is claimed and done with a second store on its connection";
    const first = new HomemadeStore();
    const runWith = (second: SettlementStore) =>
      storeChecks(() => first, { ...QUICK, second: () => second })
        .find(({ name }) => name === shares)
        ?.run();
    /** Reads what is done where the first keeps it, and has claims of its own. */
    class OwnClaims extends HomemadeStore {
      override async lookUp(key: string): Promise<KeyStatus> {
        const found = await first.lookUp(key);
        return found.status === "done" ? found : super.lookUp(key);
      }
    }

    await expect(runWith(first)).resolves.toBeUndefined();
    await expect(runWith(new OwnClaims())).rejects.toThrow(
      /should answer "busy" of a second store/,
    );
    await expect(runWith(new HomemadeStore())).rejects.toThrow(/should answer "busy"/);
  });

  test("finds a store that takes what it cannot read for an answer", async () => {
    const unreadable = "takes no answer that it cannot read for one that it knows";
    const runOn = (store: SettlementStore) =>
      storeChecks(memoryStore, { unreadable: () => store })
        .find(({ name }) => name === unreadable)
        ?.run();
    const refusing = new HomemadeStore();
    refusing.lookUp = () => Promise.reject(new TypeError("cannot be read"));
    refusing.claim = () => Promise.reject(new TypeError("cannot be read"));

    await expect(runOn(refusing)).resolves.toBeUndefined();
    await expect(runOn(new HomemadeStore())).rejects.toThrow(/lookUp\(\) should reject .* "free"/);
    const claims = Object.assign(new HomemadeStore(), { lookUp: refusing.lookUp });
    await expect(runOn(claims)).rejects.toThrow(/claim\(\) should reject .* "claimed"/);
  });
});

describe("docs/settling", () => {
  test.each(["docs/settling.md", "docs/settling.es.md"])("%s names checks that exist", (file) => {
    const right = new TransactionalStore();
    const probe = { write: () => undefined, read: () => false, giveBack: () => undefined };
    const inside = { begin: () => undefined, commit: () => undefined, rollBack: () => undefined };
    const checks = storeChecks(() => right, {
      transaction: { ...probe, inside },
      unreadable: () => right,
    });
    const rows = readFileSync(join(ROOT, file), "utf8").matchAll(/^\|.*\| `([a-z][^`]*)` *\|$/gm);

    const named = [...rows].map(([, name]) => name);

    expect(named).toHaveLength(9);
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });
});
