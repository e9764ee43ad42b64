import { fieldsOf } from "../../fields.js";
import { settleOnce } from "../settle-once.js";
import type { BatchStore } from "../types.js";
import { expectThat, keysThatLookAlike, known, newKey, rejected } from "./expect.js";
import { PURGES, purgesOnlyWhatIsOld } from "./purging.js";

/** A batch store, and how a shop writes in its batches: any table will do. */
export interface BatchUnderTest<Write> {
  readonly store: BatchStore<readonly Write[]>;
  readonly shop: BatchProbe<Write>;
}

/** How the shop's own writes are tried. */
export interface BatchProbe<Write> {
  /** A write that adds one entry with this value. Twice the same value is two entries. */
  write(value: string): Write;
  /** A write that the database refuses when the batch is committed, by a constraint of the shop's. */
  failing(): Write;
  /** How many entries with this value are committed. */
  count(value: string): number | Promise<number>;
  /** A write that would end the transaction of the batch, if a shop can say that; without it that is not tried. */
  readonly ends?: readonly Write[] | undefined;
}

/** One promise of a batch store. */
export type BatchCheck = <Write>(subject: BatchUnderTest<Write>) => Promise<void>;

/** What a batch store promises, whatever its database. */
export const batchChecks: Readonly<Record<string, BatchCheck>> = {
  "commits the shop's writes with the mark": async ({ store, shop }) => {
    const key = newKey();
    await known(store, key, "free", "for a key that nobody has settled");
    const startedAtMs = Date.now();
    await commits({ store, shop }, key, [shop.write(key), shop.write(key)]);
    await counts(shop, key, 2, "after commit()");
    const found = await store.lookUp(key);
    expectThat(found.status === "done", `lookUp() should answer "done", not "${found.status}"`);
    // A minute each way: the store's clock may be another machine's.
    const distanceMs = Math.abs(found.doneAtMs - startedAtMs);
    expectThat(distanceMs < 60_000, `doneAtMs should be now in Unix ms, not ${found.doneAtMs}`);
  },

  "writes nothing for a key that is done": async ({ store, shop }) => {
    const key = newKey();
    await commits({ store, shop }, key, [shop.write(key)]);
    const again = await store.commit(key, [shop.write(key)]);
    expectThat(again === "done", `commit() of a done key should answer "done", not "${again}"`);
    await counts(shop, key, 1, "when the key was committed again");
  },

  "says that a key is done also when the shop's own write would fail": async ({ store, shop }) => {
    const key = newKey();
    await commits({ store, shop }, key, []);
    for (const writes of [[shop.failing()], [shop.write(key), shop.failing()]]) {
      const again = await store.commit(key, writes);
      expectThat(again === "done", `commit() of a done key should answer "done", not "${again}"`);
    }
    await counts(shop, key, 0, "when the key was done before");
  },

  "leaves neither mark nor writes when one of them fails": async ({ store, shop }) => {
    const key = newKey();
    const batches = [
      [shop.failing(), shop.write(key)],
      [shop.write(key), shop.failing()],
      [shop.write(key), shop.failing(), shop.write(key)],
    ];
    for (const writes of batches) {
      await rejected(store.commit(key, writes), "commit() should reject when a write fails");
      await known(store, key, "free", "when a write has failed");
      await counts(shop, key, 0, "when another write has failed");
    }
    await commits({ store, shop }, key, [shop.write(key)]);
    await counts(shop, key, 1, "after the next commit()");
  },

  "commits one of fifty batches at once, and nothing of the others": async ({ store, shop }) => {
    const key = newKey();
    const batches = Array.from({ length: 50 }, () => store.commit(key, [shop.write(key)]));
    const results = await Promise.all(batches);
    const committed = results.filter((result) => result === "committed").length;
    expectThat(committed === 1, `of 50 at once one should be "committed"; ${committed} were`);
    await counts(shop, key, 1, "after 50 batches at once");
    const again = await store.commit(key, [shop.write(key)]);
    expectThat(again === "done", `commit() after them should answer "done", not "${again}"`);
  },

  "commits different keys at once without failing any": async ({ store, shop }) => {
    const keys = Array.from({ length: 20 }, newKey);
    await Promise.all(keys.map((key) => commits({ store, shop }, key, [shop.write(key)])));
    for (const key of keys) await counts(shop, key, 1, "when 20 keys were committed at once");
  },

  "keeps keys apart that look alike": async ({ store, shop }) => {
    const keys = keysThatLookAlike();
    for (const key of keys) {
      await known(store, key, "free", `for ${JSON.stringify(key)}, which is no other key's equal`);
      await commits({ store, shop }, key, []);
    }
    for (const key of keys) await known(store, key, "done", `for ${JSON.stringify(key)}`);
  },

  "takes nothing but a list of writes": async ({ store }) => {
    const key = newKey();
    for (const returned of [undefined, null, {}, "[]", 1]) {
      const what = `commit() should reject when it is handed ${JSON.stringify(returned)} for a list`;
      // JavaScript hands over what its author forgot to return.
      const handedOver = store.commit(key, returned as never);
      const { name } = fieldsOf(await rejected(handedOver, what));
      expectThat(name === "TypeError", `${what}, with a TypeError, not ${String(name)}`);
    }
    await known(store, key, "free", "when there was no list of writes");
  },

  "settles once, and computes nothing for what is settled": async ({ store, shop }) => {
    const key = newKey();
    const settle = () => settleOnce(store, key, () => [shop.write(key)]);
    const atOnce = await Promise.all(Array.from({ length: 20 }, settle));
    const settled = atOnce.filter(({ outcome }) => outcome === "settled").length;
    expectThat(settled === 1, `of 20 at once one should be "settled"; ${settled} were`);
    let runs = 0;
    const { outcome } = await settleOnce(store, key, () => {
      runs += 1;
      return [shop.write(key)];
    });
    expectThat(outcome === "already", `a repetition should be "already", not "${outcome}"`);
    expectThat(runs === 0, "the work should not run for a key that is settled");
    await counts(shop, key, 1, "after 21 settlements");
  },

  [PURGES]: async ({ store, shop }) => {
    const key = newKey();
    await commits({ store, shop }, key, []);
    await purgesOnlyWhatIsOld(store, key);
  },
};

/** What becomes of a write that would end the transaction of its batch: all of it, or nothing. */
export const batchEndChecks: Readonly<Record<string, BatchCheck>> = {
  "lets no write end the transaction of its batch": async ({ store, shop }) => {
    for (const end of shop.ends ?? []) {
      const key = newKey();
      const batch = [shop.write(key), end, shop.write(key), shop.failing()];
      await rejected(store.commit(key, batch), "commit() should reject when a write fails");
      await known(store, key, "free", "when a batch that ends itself has failed");
      await counts(shop, key, 0, "when a batch that ends itself has failed");
    }
  },
};

async function commits<Write>(
  { store }: BatchUnderTest<Write>,
  key: string,
  writes: readonly Write[],
): Promise<void> {
  const result = await store.commit(key, writes);
  expectThat(
    result === "committed",
    `commit() of a new key should answer "committed", not "${result}"`,
  );
}

async function counts<Write>(
  shop: BatchProbe<Write>,
  value: string,
  expected: number,
  when: string,
): Promise<void> {
  const found = await shop.count(value);
  expectThat(found === expected, `${expected} writes should be there ${when}; ${found} were`);
}
