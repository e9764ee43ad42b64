import { settleOnce } from "../settle-once.js";
import { claimed, completed, expectThat, LONG_MS, newKey } from "./expect.js";
import type { StoreUnderTest, TransactionInside, TransactionProbe } from "./subject.js";
import type { TransactionCheck } from "./transactions.js";

/** What becomes of a transaction that the shop's code runs inside `tx`: a part of the settlement, or refused. */
export const insideChecks: Readonly<Record<string, TransactionCheck>> = {
  "undoes a transaction inside when the work fails after it": async ({ store }, shop) => {
    const value = newKey();
    const run = insideOf(shop);
    for (let delivery = 0; delivery < 2; delivery++) {
      const settling = settleOnce(store, value, async ({ tx }) => {
        await run(tx, "commit", value);
        throw new Error("the work failed after its transaction inside");
      });
      const [result] = await Promise.allSettled([settling]);
      expectThat(result.status === "rejected", "settleOnce() should reject when the work fails");
      const isThere = await shop.read(value);
      expectThat(!isThere, "what was committed inside should be gone when the work fails after it");
    }
  },

  "settles with a transaction inside, or refuses it": async (subject, shop) => {
    const value = newKey();
    const run = insideOf(shop);
    const isSettled = await settles(subject, value, (tx) => run(tx, "commit", value));
    const isThere = await shop.read(value);
    expectThat(
      isThere === isSettled,
      `what was committed inside should ${isSettled ? "" : "not "}be there`,
    );
  },

  "undoes a transaction inside that is rolled back, and no more": async (subject, shop) => {
    const [kept, undone] = [newKey(), newKey()];
    const run = insideOf(shop);
    const isSettled = await settles(subject, kept, async (tx) => {
      await shop.write(tx, kept);
      await run(tx, "rollBack", undone);
    });
    expectThat(!(await shop.read(undone)), "what was rolled back inside should not be there");
    const isKept = await shop.read(kept);
    expectThat(
      isKept === isSettled,
      `what was written before should ${isSettled ? "" : "not "}be there`,
    );
  },

  "lets no lone commit or rollback end the transaction": async (subject, shop) => {
    const inside = probeOf(shop);
    for (const end of ["commit", "rollBack"] as const) {
      const value = newKey();
      const isSettled = await settles(subject, value, async (tx) => {
        await shop.write(tx, value);
        await inside[end](tx);
        await shop.write(tx, value);
      });
      const isThere = await shop.read(value);
      expectThat(
        !isSettled && !isThere,
        `work whose ${end} has no begin should not be settled, and leave nothing`,
      );
    }
  },
};

/** What becomes of a connection that the shop gives back. */
export const giveBackChecks: Readonly<Record<string, TransactionCheck>> = {
  "keeps its transaction when the shop gives tx back": async ({ store }, shop) => {
    const value = newKey();
    const claim = await claimed(store, value, LONG_MS, "for a new key");
    await shop.giveBack?.(claim.tx);
    await shop.write(claim.tx, value);
    expectThat(!(await shop.read(value)), "what is written after that should not be there yet");
    await completed(store, claim);
    expectThat(await shop.read(value), "it should be there after complete()");
  },
};

function probeOf<Tx>({ inside }: TransactionProbe<Tx>): TransactionInside<Tx> {
  expectThat(inside !== undefined, "the probe should say how a transaction inside is run");
  return inside;
}

/** Runs a transaction inside that writes one value. */
function insideOf<Tx>(shop: TransactionProbe<Tx>) {
  const inside = probeOf(shop);
  return async (tx: Tx, end: "commit" | "rollBack", value: string): Promise<void> => {
    await inside.begin(tx);
    await shop.write(tx, value);
    await inside[end](tx);
  };
}

/** Tells whether a settlement was recorded. Refusing is as good, as long as nothing is written. */
async function settles<Tx>(
  { store }: StoreUnderTest<Tx>,
  key: string,
  work: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const settling = settleOnce(store, key, ({ tx }) => work(tx));
  const [result] = await Promise.allSettled([settling]);
  return result.status === "fulfilled" && result.value.outcome === "settled";
}
