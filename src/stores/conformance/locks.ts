import type { HeldLock } from "../types.js";
import { expectThat, LONG_MS, newKey, sleep } from "./expect.js";
import type { StoreUnderTest } from "./subject.js";

/** What a lock promises, whoever keeps it. */
export const lockChecks = {
  "locks for one holder at a time, until it is unlocked": async (subject: StoreUnderTest) => {
    const [name, other] = [newKey(), newKey()];
    const lock = await locked(subject, name, LONG_MS, "for a new name");
    await notLocked(subject, name, "while somebody has it");
    const elsewhere = await locked(subject, other, LONG_MS, "for another name meanwhile");
    await elsewhere.unlock();
    await held(lock, true, "while the lease is live");
    await lock.unlock();
    await held(lock, false, "after unlock()");
    const next = await locked(subject, name, LONG_MS, "after unlock()");
    await next.unlock();
  },

  "gives a lock to one of ten that ask at once": async (subject: StoreUnderTest) => {
    const name = newKey();
    const asked = Array.from({ length: 10 }, () => lockOf(subject, name, LONG_MS));
    const locks = (await Promise.all(asked)).filter((lock) => lock !== undefined);
    for (const lock of locks) await lock.unlock();
    expectThat(
      locks.length === 1,
      `lock() should give it to 1 of 10, and gave it to ${locks.length}`,
    );
  },

  "keeps a lock for longer than its lease while it is renewed": async (subject: StoreUnderTest) => {
    const { leaseMs } = subject;
    const name = newKey();
    const lock = await locked(subject, name, leaseMs, "for a new name");
    for (let time = 0; time < 6; time++) {
      await sleep(leaseMs / 4);
      await held(lock, true, "at every quarter of its lease");
    }
    await notLocked(subject, name, "while it is renewed");
    await lock.unlock();
  },

  "says that a lock is over when its lease is, though nobody has taken it": async (
    subject: StoreUnderTest,
  ) => {
    const lock = await locked(subject, newKey(), subject.leaseMs, "for a new name");
    await sleep(subject.leaseMs + subject.graceMs);
    await held(lock, false, "after its lease");
    await held(lock, false, "once it was false");
  },

  "gives a lock to another after its lease, and leaves it to that one": async (
    subject: StoreUnderTest,
  ) => {
    const name = newKey();
    const late = await locked(subject, name, subject.leaseMs, "for a new name");
    await sleep(subject.leaseMs + subject.graceMs);
    const successor = await locked(subject, name, LONG_MS, "once the lease has ended");
    await held(late, false, "when another has it");
    await late.unlock().catch(() => undefined);
    await notLocked(subject, name, "when a lock that is over was unlocked");
    await held(successor, true, "when a lock that is over was unlocked");
    await successor.unlock();
  },
};

async function lockOf<Tx>(
  { store }: StoreUnderTest<Tx>,
  name: string,
  leaseMs: number,
): Promise<HeldLock | undefined> {
  expectThat(typeof store.lock === "function", "the store should have the method lock");
  return store.lock(name, { leaseMs });
}

async function locked<Tx>(
  subject: StoreUnderTest<Tx>,
  name: string,
  leaseMs: number,
  when: string,
): Promise<HeldLock> {
  const lock = await lockOf(subject, name, leaseMs);
  expectThat(
    lock !== undefined,
    `lock() should resolve to a lock ${when}, and resolved to nothing`,
  );
  return lock;
}

async function notLocked<Tx>(
  subject: StoreUnderTest<Tx>,
  name: string,
  when: string,
): Promise<void> {
  const lock = await lockOf(subject, name, LONG_MS);
  await lock?.unlock();
  expectThat(lock === undefined, `lock() should resolve to nothing ${when}, and gave a lock`);
}

/** A store that has lost its connection with the lock may reject: its holder stops either way. */
async function held(lock: HeldLock, expected: boolean, when: string): Promise<void> {
  const renewed = expected ? await lock.renew() : await lock.renew().catch(() => false);
  expectThat(
    renewed === expected,
    `renew() should resolve to ${expected} ${when}, and resolved to ${renewed}`,
  );
}
