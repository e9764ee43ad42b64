import { settleOnce } from "../settle-once.js";
import {
  claimed,
  completed,
  expectThat,
  known,
  LONG_MS,
  newKey,
  rejected,
  sleep,
} from "./expect.js";
import type { StoreUnderTest, TransactionProbe } from "./subject.js";

/** One promise about the shop's own writes. */
export type TransactionCheck = <Tx>(
  subject: StoreUnderTest<Tx>,
  shop: TransactionProbe<Tx>,
) => Promise<void>;

/** What a transactional store promises about the shop's own writes. */
export const transactionChecks: Readonly<Record<string, TransactionCheck>> = {
  "commits the shop's writes with the mark": async ({ store }, shop) => {
    const value = newKey();
    const claim = await claimed(store, value, LONG_MS, "for a new key");
    await shop.write(claim.tx, value);
    await completed(store, claim);
    expectThat(
      await shop.read(value),
      "what was written through tx should be there after complete()",
    );
  },

  "rolls the shop's writes back when the work fails": async ({ store }, shop) => {
    const value = newKey();
    const settling = settleOnce(store, value, async ({ tx }) => {
      await shop.write(tx, value);
      throw new Error("the work failed after its write");
    });
    await rejected(settling, "settleOnce() should reject with the work's failure");
    expectThat(!(await shop.read(value)), "what failed work wrote through tx should be gone");
  },

  "rolls the shop's writes back when the lease ends": async ({ store, leaseMs, graceMs }, shop) => {
    const value = newKey();
    const claim = await claimed(store, value, leaseMs, "for a new key");
    await shop.write(claim.tx, value);
    await sleep(leaseMs + graceMs);
    const recorded = await store.complete(claim).catch(() => false);
    const written = await shop.read(value);
    expectThat(
      written === recorded,
      `after the lease complete() answered ${recorded}, so the write should ${recorded ? "" : "not "}be there`,
    );
  },

  "hands out a tx that refuses to work after the end": async ({ store }, shop) => {
    for (const end of ["complete", "release"] as const) {
      const value = newKey();
      const claim = await claimed(store, value, LONG_MS, "for a new key");
      await store[end](claim);
      const late = Promise.resolve().then(() => shop.write(claim.tx, value));
      await rejected(late, `a write through tx after ${end}() should fail`);
      expectThat(
        !(await shop.read(value)),
        `a write through tx after ${end}() should not be there`,
      );
    }
  },

  "undoes a branch that writes after another has failed": async ({ store }, shop) => {
    const value = newKey();
    let branch: Promise<void> = Promise.resolve();
    const settling = settleOnce(store, value, ({ tx }) => {
      branch = writeFor(20, () => shop.write(tx, value));
      return Promise.all([
        branch,
        sleep(5).then(() => Promise.reject(new Error("a branch failed"))),
      ]);
    });
    await rejected(settling, "settleOnce() should reject with the failure of one branch");
    await branch;
    expectThat(!(await shop.read(value)), "what the other branch wrote through tx should be gone");
  },

  "gives up work that does not listen, and undoes it": async (subject, shop) => {
    const { store, graceMs } = subject;
    const value = newKey();
    const caller = new AbortController();
    let work: Promise<void> = Promise.resolve();
    let startedAt = performance.now();
    const settling = settleOnce(
      store,
      value,
      ({ tx }) => {
        // From here on: a claim that comes too late for its caller is given back without the caller's waiting.
        setTimeout(() => caller.abort(), 20);
        startedAt = performance.now();
        return (work = writeFor(graceMs * 2, () => shop.write(tx, value)));
      },
      { signal: caller.signal },
    );
    await rejected(settling, "settleOnce() should reject once its signal has aborted");
    const tookMs = Math.round(performance.now() - startedAt);
    expectThat(tookMs < graceMs, `the work should be given up at once; it took ${tookMs} ms`);
    await known(store, value, "free", "once the work has been given up");
    await work;
    expectThat(!(await shop.read(value)), "what was given up should not be there");
  },

  "settles different keys at the same time without failing any": async (subject, shop) => {
    const keys = Array.from({ length: 20 }, newKey);
    await Promise.all(
      keys.map(async (key) => {
        await settledAmongOthers(subject, key, (tx) => shop.write(tx, key));
        expectThat(await shop.read(key), "what was written for each key should be there");
      }),
    );
  },
};

/** Writes again and again for so long, as work that neither stops nor minds a failure. */
async function writeFor(ms: number, write: () => unknown): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    await Promise.resolve()
      .then(write)
      .catch(() => undefined);
    await sleep(1);
  }
}

/** A store may do one thing at a time, and say "busy" meanwhile; it may not fail. */
async function settledAmongOthers<Tx>(
  { store, graceMs }: StoreUnderTest<Tx>,
  key: string,
  work: (tx: Tx) => unknown,
): Promise<void> {
  const giveUpAt = performance.now() + 10 * graceMs;
  for (;;) {
    const { outcome } = await settleOnce(store, key, ({ tx }) => work(tx));
    if (outcome === "settled") return;
    const mayTryAgain = outcome === "busy" && performance.now() < giveUpAt;
    expectThat(mayTryAgain, `each of 20 keys at once should be settled, and one was ${outcome}`);
    await sleep(5);
  }
}
