import { settleOnce } from "../settle-once.js";
import { expectThat, known, newKey, rejected } from "./expect.js";
import { PURGES, purgesOnlyWhatIsOld } from "./purging.js";
import type { StoreUnderTest } from "./subject.js";

/** What shops meet: settling, failing, trying again, forgetting. */
export const settlingChecks = {
  "settles once, however often it is told": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    let runs = 0;
    const settle = () => settleOnce(store, key, () => ++runs);
    const atOnce = await Promise.all(Array.from({ length: 20 }, settle));
    const settled = atOnce.filter(({ outcome }) => outcome === "settled").length;
    expectThat(settled === 1, `of 20 at once one should be "settled"; ${settled} were`);
    const { outcome } = await settle();
    expectThat(outcome === "already", `a repetition should be "already", not "${outcome}"`);
    expectThat(runs === 1, `the work should have run once; it ran ${runs} times`);
  },

  "gives the key back when the work fails": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    const failure = new Error("the work failed");
    const fail = () => settleOnce(store, key, () => Promise.reject(failure));
    const reason = await rejected(fail(), "settleOnce() should reject with the work's failure");
    expectThat(reason === failure, "settleOnce() should reject with the work's own error");
    await known(store, key, "free", "after the work has failed");
    const { outcome } = await settleOnce(store, key, () => "second try");
    expectThat(outcome === "settled", `the next try should be "settled", not "${outcome}"`);
  },

  [PURGES]: async ({ store }: StoreUnderTest) => {
    const key = newKey();
    await settleOnce(store, key, () => undefined);
    await purgesOnlyWhatIsOld(store, key);
  },
};
