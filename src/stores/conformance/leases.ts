import {
  claimed,
  completed,
  completedLate,
  expectThat,
  known,
  LONG_MS,
  newKey,
  refused,
  sleep,
} from "./expect.js";
import type { HeldClaim } from "../types.js";
import type { StoreUnderTest } from "./subject.js";

/** What becomes of a claim whose holder is dead, or slower than its lease. */
export const leaseChecks = {
  "lets another claim once the lease has ended": async (subject: StoreUnderTest) => {
    const { successor } = await twoHolders(subject);
    await completed(subject.store, successor);
    await known(subject.store, successor.key, "done", "after the second holder's complete()");
  },

  "lets nobody complete over a later holder": async (subject: StoreUnderTest) => {
    const { store } = subject;
    const { late, successor } = await twoHolders(subject);
    const recorded = await completedLate(store, late);
    expectThat(!recorded, "complete() should not be true for a claim that another has followed");
    await known(store, late.key, "busy", "when a claim that is over was completed");
    await completed(store, successor);
  },

  "lets nobody release a later holder's claim": async (subject: StoreUnderTest) => {
    const { store } = subject;
    const { late, successor } = await twoHolders(subject);
    await store.release(late).catch(() => undefined);
    await refused(store, late.key, "busy", "when a claim that is over was released");
    await completed(store, successor);
  },

  "lets nobody undo what a later holder has completed": async (subject: StoreUnderTest) => {
    const { store } = subject;
    const { late, successor } = await twoHolders(subject);
    await completed(store, successor);
    const recorded = await completedLate(store, late);
    expectThat(!recorded, "complete() should not be true for a key that another has completed");
    await store.release(late).catch(() => undefined);
    await refused(store, late.key, "done", "when a claim that is over was released");
  },

  "says truly whether a late completion counts": async (subject: StoreUnderTest) => {
    const { store, leaseMs } = subject;
    const late = await claimed(store, newKey(), leaseMs, "for a new key");
    await sleep(leaseMs * 2);
    const recorded = await completedLate(store, late);
    const when = `when complete() after the lease resolved to ${recorded}`;
    await known(store, late.key, recorded ? "done" : "free", when);
  },
};

/** A holder whose lease has ended, and the one that followed. */
async function twoHolders<Tx>({ store, leaseMs, graceMs }: StoreUnderTest<Tx>) {
  const late = await claimed(store, newKey(), leaseMs, "for a new key");
  await refused(store, late.key, "busy", "while the lease is live");
  const giveUpAt = performance.now() + leaseMs + graceMs;
  let successor: HeldClaim<Tx> | undefined;
  while (!successor && performance.now() < giveUpAt) {
    await sleep(leaseMs / 10);
    const result = await store.claim(late.key, { leaseMs: LONG_MS });
    if (result.status === "claimed") successor = result.claim;
  }
  expectThat(
    successor !== undefined,
    `claim() should answer "claimed" at most ${graceMs} ms after a lease of ${leaseMs} ms has ended`,
  );
  return { late, successor };
}
