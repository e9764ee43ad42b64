import type { ClaimOptions, HeldClaim } from "../../../src/stores/types.js";
import { Transaction, TransactionalStore } from "./transactional-store.js";

interface Fault {
  readonly fault: string;
  readonly foundBy: readonly string[];
  readonly store: () => TransactionalStore;
}

/** A store whose transaction does something that it should not. */
function withTransaction(make: (store: TransactionalStore) => Transaction): TransactionalStore {
  const store: TransactionalStore = new (class extends TransactionalStore {
    protected override newTransaction(): Transaction {
      return make(this);
    }
  })();
  return store;
}

/** What people get wrong in transactional stores, each with the checks that have to find it. */
export const transactionalFaults: readonly Fault[] = [
  {
    fault: "forgets the shop's writes",
    foundBy: [
      "commits the shop's writes with the mark",
      "settles with a transaction inside, or refuses it",
      "settles different keys at the same time without failing any",
    ],
    store: () =>
      new (class extends TransactionalStore {
        override complete(claim: HeldClaim<Transaction>): Promise<boolean> {
          claim.tx.writes = [];
          return super.complete(claim);
        }
      })(),
  },
  {
    fault: "commits what failed",
    foundBy: ["rolls the shop's writes back when the work fails"],
    store: () =>
      new (class extends TransactionalStore {
        override release(claim: HeldClaim<Transaction>): Promise<void> {
          for (const text of claim.tx.writes) this.committed.add(text);
          return super.release(claim);
        }
      })(),
  },
  {
    fault: "commits what outlived its lease, and says that it did not",
    foundBy: ["rolls the shop's writes back when the lease ends"],
    store: () =>
      new (class extends TransactionalStore {
        override async complete(claim: HeldClaim<Transaction>): Promise<boolean> {
          const isLive = this.isLive(claim);
          for (const text of claim.tx.writes) this.committed.add(text);
          return isLive && super.complete(claim);
        }
      })(),
  },
  {
    fault: "writes on its own once the transaction has ended",
    foundBy: [
      "hands out a tx that refuses to work after the end",
      "undoes a branch that writes after another has failed",
      "gives up work that does not listen, and undoes it",
    ],
    store: () =>
      withTransaction(
        (store) =>
          new (class extends Transaction {
            override write(text: string): void {
              if (this.isOver) store.committed.add(text);
              else super.write(text);
            }
          })(),
      ),
  },
  {
    fault: "does not give up",
    foundBy: ["gives up work that does not listen, and undoes it"],
    store: () =>
      new (class extends TransactionalStore {
        override release(): Promise<void> {
          return Promise.resolve();
        }
      })(),
  },
  {
    fault: "fails when two are at work, as a strict isolation level does",
    foundBy: ["settles different keys at the same time without failing any"],
    store: () =>
      new (class extends TransactionalStore {
        override async claim(key: string, options: ClaimOptions) {
          const result = await super.claim(key, options);
          if (this.open.size > 1) throw new Error("could not serialize access");
          return result;
        }
      })(),
  },
  {
    fault: "lets a commit inside commit everything",
    foundBy: [
      "undoes a transaction inside when the work fails after it",
      "lets no lone commit or rollback end the transaction",
    ],
    store: () =>
      withTransaction(
        (store) =>
          new (class extends Transaction {
            override commit(): void {
              for (const text of this.writes) store.committed.add(text);
            }
          })(),
      ),
  },
  {
    fault: "lets a rollback inside undo everything",
    foundBy: ["undoes a transaction inside that is rolled back, and no more"],
    store: () =>
      withTransaction(
        () =>
          new (class extends Transaction {
            override rollBack(): void {
              this.writes = [];
            }
          })(),
      ),
  },
  {
    fault: "passes over a transaction inside",
    foundBy: [
      "undoes a transaction inside that is rolled back, and no more",
      "lets no lone commit or rollback end the transaction",
    ],
    store: () =>
      withTransaction(
        () =>
          new (class extends Transaction {
            override commit(): void {
              // Nothing: it goes on.
            }

            override rollBack(): void {
              // Nothing: it goes on.
            }
          })(),
      ),
  },
  {
    fault: "lets the shop give the connection back",
    foundBy: ["keeps its transaction when the shop gives tx back"],
    store: () =>
      withTransaction(
        () =>
          new (class extends Transaction {
            override release(): void {
              this.isOver = true;
            }
          })(),
      ),
  },
];
