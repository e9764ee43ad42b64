import { memoryStore } from "../../../src/stores/memory.js";
import type { ClaimOptions, HeldLock, SettlementStore } from "../../../src/stores/types.js";

type Lock = (name: string, options: ClaimOptions) => Promise<HeldLock | undefined>;

/** A store that is right but for its locks, which are made of right ones. */
function locking(change: (lock: Lock) => Lock): () => SettlementStore {
  return () => {
    // Made in the test, whose clock it takes.
    const store = memoryStore();
    const lock = change((name, options) => store.lock(name, options));
    return Object.assign(memoryStore(), { lock });
  };
}

const changed = (change: (held: HeldLock) => HeldLock): (() => SettlementStore) =>
  locking((lock) => async (name, options) => {
    const held = await lock(name, options);
    return held && change(held);
  });

/** What people get wrong in locks, each with a check that has to find it. */
export const lockFaults: readonly {
  fault: string;
  foundBy: string;
  store: () => SettlementStore;
}[] = [
  {
    fault: "has no lock",
    foundBy: "locks for one holder at a time, until it is unlocked",
    store: () => Object.assign(memoryStore(), { lock: undefined }),
  },
  {
    fault: "has one lock for all names",
    foundBy: "locks for one holder at a time, until it is unlocked",
    store: locking((lock) => (_name, options) => lock("the only one", options)),
  },
  {
    fault: "asks first and locks later",
    foundBy: "gives a lock to one of ten that ask at once",
    store: locking((lock) => {
      const taken = new Set<string>();
      return async (name, options) => {
        const isTaken = taken.has(name);
        await lock(name, options);
        if (isTaken) return undefined;
        await new Promise((resolve) => setTimeout(resolve, 1));
        taken.add(name);
        return {
          renew: () => Promise.resolve(taken.has(name)),
          unlock: () => Promise.resolve(void taken.delete(name)),
        };
      };
    }),
  },
  {
    fault: "renews nothing",
    foundBy: "keeps a lock for longer than its lease while it is renewed",
    store: changed((held) => ({ ...held, renew: () => Promise.resolve(true) })),
  },
  {
    fault: "renews what nobody has taken",
    foundBy: "says that a lock is over when its lease is, though nobody has taken it",
    store: locking((lock) => async (name, options) => {
      let held = await lock(name, options);
      const unlock = async () => held?.unlock();
      const renew = async () => {
        if (!(await held?.renew())) held = await lock(name, options);
        return held !== undefined;
      };
      return held && { renew, unlock };
    }),
  },
  {
    fault: "never ends a lease",
    foundBy: "gives a lock to another after its lease, and leaves it to that one",
    store: locking((lock) => (name) => lock(name, { leaseMs: 2_000_000_000 })),
  },
];
