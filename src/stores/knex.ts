import {
  type TransactionStore,
  transactionStore,
  type TransactionTableOptions,
} from "./transaction.js";

export type { TransactionStore, TransactionTableOptions } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a Knex instance. */
export interface KnexDatabase<Tx> {
  transaction(
    work: (tx: Tx) => Promise<void>,
    config: { isolationLevel: "read committed" },
  ): Promise<unknown>;
}

/** What is asked of a transaction of Knex's. */
export interface KnexTransaction {
  raw(sql: string): PromiseLike<unknown>;
}

/**
 * Remembers what is settled through Knex, on PostgreSQL: exactly once, for any number of processes.
 *
 * `onPaid` gets Knex's own `Knex.Transaction` as `tx`. What {@link transactionStore} says holds here.
 *
 * @param knex - a Knex instance with the client `pg`.
 * @throws TypeError when `table` is not a name.
 */
export function knexStore<Tx extends KnexTransaction>(
  knex: KnexDatabase<Tx>,
  options: TransactionTableOptions = {},
): TransactionStore<Tx> {
  return transactionStore<Tx>({
    ...options,
    dialect: "postgres",
    transaction: (work) => knex.transaction(work, { isolationLevel: "read committed" }),
    query: async (tx, sql) => rowsOf(await tx.raw(sql)),
  });
}

/** Knex hands on what the driver answers: `pg` an object with rows. */
function rowsOf(answer: unknown): readonly unknown[] {
  return (answer as { rows: readonly unknown[] }).rows;
}
