import { checkTable } from "./checks.js";

const DEFAULT_TABLE = "khipu_settlements";

/** Which table a MySQL store keeps its keys in. */
export interface MysqlTableOptions {
  /**
   * The table, as `name` or `database.name`: letters, digits and `_`.
   *
   * @defaultValue `khipu_settlements`
   */
  readonly table?: string | undefined;
}

/**
 * Returns the SQL that makes the table, for your own migrations: MySQL 8 and MariaDB 10.6 or later. It may be run again.
 *
 * @throws TypeError when `table` is not a name.
 */
export function mysqlMigration({ table = DEFAULT_TABLE }: MysqlTableOptions = {}): string {
  // Keys are compared byte for byte: the collations of texts take some that differ for the same.
  return `CREATE TABLE IF NOT EXISTS ${mysqlTable(table)} (
  \`key\` VARBINARY(1020) NOT NULL PRIMARY KEY,
  token CHAR(36) CHARACTER SET ascii NOT NULL,
  done_at BIGINT NULL,
  KEY khipu_done_at (done_at)
) ENGINE=InnoDB;
`;
}

/** The table as it is written in SQL. */
export function mysqlTable(name: string = DEFAULT_TABLE): string {
  return checkTable(name)
    .map((part) => `\`${part}\``)
    .join(".");
}

/** What names the table among all of a server's, as SQL: without a database of its own it is in the current one. */
export function mysqlTableName(name: string = DEFAULT_TABLE): string {
  const parts = checkTable(name);
  if (parts.length > 1) return `'${parts.join(".")}'`;
  return `COALESCE(DATABASE(), ''), '.${parts.join(".")}'`;
}
