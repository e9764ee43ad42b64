import type { SettlementStore } from "../types.js";

/** The store, and how patient its checks are. */
export interface StoreUnderTest<Tx = unknown> {
  readonly store: SettlementStore<Tx>;
  readonly leaseMs: number;
  readonly graceMs: number;
}

/** How a transaction is tried: any table will do. */
export interface TransactionProbe<Tx> {
  /** Writes a value through a transaction. */
  write(tx: Tx, value: string): unknown;
  /** Tells whether the value has been committed, looking from outside the transaction. */
  read(value: string): boolean | Promise<boolean>;
  /** How a shop runs a transaction inside `tx`, by itself or by its ORM; without it that is not tried. */
  readonly inside?: TransactionInside<Tx> | undefined;
  /** How a shop, or its ORM, gives `tx` back to its pool; without it that is not tried. */
  giveBack?(tx: Tx): unknown;
}

/** The three ends of a transaction inside, each through the settlement's `tx`. They may be refused. */
export interface TransactionInside<Tx> {
  begin(tx: Tx): unknown;
  commit(tx: Tx): unknown;
  rollBack(tx: Tx): unknown;
}
