import { settleOnce } from "../settle-once.js";
import { expectThat, known, newKey, rejected } from "./expect.js";
import type { StoreUnderTest } from "./subject.js";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the signatures of a notification count for a handler's defaults. */
const LEAST_MS = 3 * DAY_MS + 5 * 60 * 1000;

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

  "purges nothing that Khipu could still repeat": async ({ store }: StoreUnderTest) => {
    if (!store.purge) return;
    const key = newKey();
    await settleOnce(store, key, () => undefined);
    for (const olderThanMs of [0, 2 * DAY_MS, 3 * DAY_MS, LEAST_MS - 1, Number.NaN]) {
      const what = `purge() should reject for ${olderThanMs} ms, which is under ${LEAST_MS}`;
      const { name } = (await rejected(store.purge({ olderThanMs }), what)) as Error;
      expectThat(name === "RangeError", `${what}, with a RangeError, not ${name}`);
    }
    const count = await store.purge({ olderThanMs: LEAST_MS });
    expectThat(Number.isInteger(count), `purge() should resolve to a number, not ${count}`);
    await known(store, key, "done", "when nothing as new was purged");
  },
};
