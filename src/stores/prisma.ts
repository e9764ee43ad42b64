import { rowsIn } from "./orm-rows.js";
import { OrmStore } from "./orm-store.js";
import type { OrmStoreOptions, TransactionStore } from "./transaction.js";
import { dialectOf } from "./transaction-dialects.js";

export type { OrmStoreOptions, TransactionStore } from "./transaction.js";
export type * from "./types.js";

/** What is asked of a `PrismaClient`. */
export interface PrismaDatabase<Tx> {
  $transaction(work: (tx: Tx) => Promise<void>, options: PrismaTimes): Promise<unknown>;
}

/** How Prisma runs a settlement's transaction. */
export interface PrismaTimes {
  readonly isolationLevel: "ReadCommitted";
  /** How long to wait for a connection, in milliseconds. */
  readonly maxWait: number;
  /** How long the transaction may last, in milliseconds. */
  readonly timeout: number;
}

/** What is asked of a transaction of Prisma's. */
export interface PrismaTransaction {
  $queryRawUnsafe(sql: string): PromiseLike<unknown>;
}

/** As long as Khipu waits for an answer. Prisma's own 2 seconds would fail what only has to queue for a connection. */
const MAX_WAIT_MS = 30_000;
/** The longest that a timer takes: the store's lease ends a claim. Prisma's own 5 seconds would end it under `onPaid`. */
const TIMEOUT_MS = 2_147_483_647;

/** How a list of queries takes each of them over: Prisma sends them past every transaction, also past its own `tx`. */
const REFUSED_CALLS = new Map([
  [
    "requestTransaction",
    "Prisma runs a list of queries outside of tx, where it stays when the settlement fails: " +
      "await one query after the other, or hand tx.$transaction a function",
  ],
]);

/**
 * Remembers what is settled through Prisma, on PostgreSQL, MySQL or MariaDB: exactly once, for any number of processes.
 *
 * `onPaid` gets Prisma's own interactive transaction as `tx`, with your models and extensions. What
 * `transactionStore` says holds here. A list of queries, `$transaction([…])`, is refused when `tx` made them: Prisma runs
 * it outside of the transaction. Prisma's `timeout` does not apply: the lease is what ends a claim. For a
 * connection a claim waits up to 30 seconds, whatever `maxWait` the client has.
 *
 * @param prisma - a `PrismaClient` of Prisma 7 with the adapter of `@prisma/adapter-pg` or `@prisma/adapter-mariadb`.
 * @throws TypeError when `table` is not a name, or the dialect is not known.
 */
export function prismaStore<Tx extends PrismaTransaction>(
  prisma: PrismaDatabase<Tx>,
  options: OrmStoreOptions = {},
): TransactionStore<Tx> {
  const { dialect = "postgres", table } = options;
  const times = {
    isolationLevel: "ReadCommitted",
    maxWait: MAX_WAIT_MS,
    timeout: TIMEOUT_MS,
  } as const;
  return new OrmStore<Tx>({
    dialect: dialectOf(dialect, table),
    refusedCalls: REFUSED_CALLS,
    transaction: (work) => prisma.$transaction(work, times),
    query: async (tx, sql) => rowsIn(await tx.$queryRawUnsafe(sql)),
  });
}
