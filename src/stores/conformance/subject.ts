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
}
