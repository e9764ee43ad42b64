import type { TransactionDialect } from "./transaction-dialect.js";
import { MysqlDialect } from "./transaction-mysql.js";
import { postgresDialect } from "./transaction-postgres.js";

/** The databases whose claims a transaction store can make. */
export type TransactionDialectName = "postgres" | "mysql";

/**
 * How a database claims, by its name.
 *
 * @throws TypeError when it is not known, or `table` is not a name.
 */
export function dialectOf(
  name: TransactionDialectName,
  table: string | undefined,
): TransactionDialect {
  switch (name) {
    case "postgres":
      return postgresDialect(table);
    case "mysql":
      return new MysqlDialect(table);
    default:
      throw new TypeError(`dialect must be "postgres" or "mysql", not ${String(name)}`);
  }
}
