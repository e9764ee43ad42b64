import { settleOnce } from "../settle-once.js";
import { claimed, completed, expectThat, LONG_MS, newKey, rejected, sleep } from "./expect.js";
import type { StoreUnderTest, TransactionProbe } from "./subject.js";

type TransactionCheck = <Tx>(
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
};
