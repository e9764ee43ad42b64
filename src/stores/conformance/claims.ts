import {
  claimed,
  completed,
  expectThat,
  keysThatLookAlike,
  known,
  LONG_MS,
  newKey,
  refused,
} from "./expect.js";
import type { StoreUnderTest } from "./subject.js";

/** What a claim is while its lease is live. */
export const claimChecks = {
  "claims a key that nobody has claimed": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    await known(store, key, "free", "for a key that nobody has claimed");
    const claim = await claimed(store, key, LONG_MS, "for a key that nobody has claimed");
    await store.release(claim);
  },

  "answers busy at once while a claim is live": async (subject: StoreUnderTest) => {
    const { store, graceMs } = subject;
    const key = newKey();
    const claim = await claimed(store, key, LONG_MS, "for a new key");
    const startedAt = performance.now();
    await refused(store, key, "busy", "while another claim is live");
    const tookMs = Math.round(performance.now() - startedAt);
    expectThat(tookMs < graceMs, `claim() should not wait for the holder; it took ${tookMs} ms`);
    await known(store, key, "busy", "while a claim is live");
    await store.release(claim);
  },

  "answers done once completed, and says since when": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    const startedAtMs = Date.now();
    await completed(store, await claimed(store, key, LONG_MS, "for a new key"));
    await refused(store, key, "done", "after complete()");
    const found = await store.lookUp(key);
    expectThat(found.status === "done", `lookUp() should answer "done", not "${found.status}"`);
    // A minute each way: the store's clock may be another machine's.
    const distanceMs = Math.abs(found.doneAtMs - startedAtMs);
    expectThat(distanceMs < 60_000, `doneAtMs should be now in Unix ms, not ${found.doneAtMs}`);
  },

  "lets the next one claim after a release": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    await store.release(await claimed(store, key, LONG_MS, "for a new key"));
    await known(store, key, "free", "after release()");
    await completed(store, await claimed(store, key, LONG_MS, "after release()"));
    await refused(store, key, "done", "after complete()");
  },

  "gives one of fifty claims at once": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    const claims = Array.from({ length: 50 }, () => store.claim(key, { leaseMs: LONG_MS }));
    const results = await Promise.all(claims);
    const winners = results.flatMap((result) => (result.status === "claimed" ? result.claim : []));
    const [winner] = winners;
    expectThat(
      winner !== undefined && winners.length === 1,
      `of 50 claims at once exactly one should be "claimed"; ${winners.length} were`,
    );
    const busy = results.filter(({ status }) => status === "busy").length;
    expectThat(busy === 49, `of 50 claims at once 49 should be "busy"; ${busy} were`);
    await completed(store, winner);
  },

  "tells every claim of a key apart by its token": async ({ store }: StoreUnderTest) => {
    const key = newKey();
    const tokens = new Set<string>();
    for (let count = 0; count < 5; count++) {
      const claim = await claimed(store, key, LONG_MS, "after release()");
      tokens.add(claim.token);
      await store.release(claim);
    }
    expectThat(tokens.size === 5, `5 claims should have 5 tokens; they had ${tokens.size}`);
  },

  "keeps keys apart that look alike": async ({ store }: StoreUnderTest) => {
    const keys = keysThatLookAlike();
    for (const key of keys) {
      const when = `for ${JSON.stringify(key)}, which is no other key's equal`;
      await known(store, key, "free", when);
      await completed(store, await claimed(store, key, LONG_MS, when));
    }
    for (const key of keys) await known(store, key, "done", `for ${JSON.stringify(key)}`);
  },

  "takes a second complete or release of a claim without harm": async ({
    store,
  }: StoreUnderTest) => {
    const key = newKey();
    const first = await claimed(store, key, LONG_MS, "for a new key");
    await store.release(first);
    await store.release(first);
    const second = await claimed(store, key, LONG_MS, "after release()");
    await store.release(first);
    await known(store, key, "busy", "when only an earlier claim was released again");
    await completed(store, second);
    await store.complete(second);
    await store.release(second);
    await known(store, key, "done", "when a completed claim is completed and released again");
  },
};
