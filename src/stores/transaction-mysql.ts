import { settlementState, textIn } from "./answers.js";
import { hexOf } from "./hex.js";
import { mysqlTable, mysqlTableName } from "./mysql-sql.js";
import type {
  Ask,
  DialectClaim,
  Inside,
  KeyState,
  TransactionDialect,
} from "./transaction-dialect.js";

/** How many rows a purge deletes at a time. */
const PURGED_AT_ONCE = 1000;
/** Unix milliseconds, by the server's clock and without its time zone. */
const NOW_MS = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000";

/**
 * How MySQL and MariaDB claim.
 *
 * What counts is the key's row, which is unique and is written by the claim's transaction. Whoever inserts it a second
 * time would wait for the first, so a lock by name comes before, which answers at once. It belongs to the connection and
 * not to the transaction, so it is freed before the end, when the row is there to hold up the next one.
 *
 * A deadlock rolls the whole transaction back: what the shop writes after that would stand by itself. So `autocommit` is off
 * from the claim to its end, and such a write begins another transaction, which is rolled back when the row is missed.
 * Turning it on commits, so that is how a claim ends, and what the ORM says after that changes nothing.
 */
export class MysqlDialect implements TransactionDialect {
  readonly doubtRemedy =
    "set done_at to the time in Unix milliseconds, or deleted its row to settle it anew";
  readonly #table: string;
  /** What names the table among all of the server's. */
  readonly #tableName: string;

  constructor(table: string | undefined) {
    this.#table = mysqlTable(table);
    this.#tableName = mysqlTableName(table);
  }

  async claim(ask: Ask, key: string): Promise<DialectClaim> {
    const lock = `SELECT CAST(GET_LOCK(${this.#lockOf(key)}, 0) AS CHAR) AS got`;
    if (textIn(await ask(lock), "got") !== "1") {
      const state = await this.lookUp(ask, key);
      // Whoever held it a moment ago has given it back.
      return state.status === "free" ? { status: "busy" } : state;
    }
    let claim: DialectClaim | undefined;
    try {
      claim = await this.#claimRow(ask, key);
      return claim;
    } finally {
      if (claim?.status !== "claimed") await this.#unlock(ask, key);
    }
  }

  async complete(ask: Ask, key: string, token: string): Promise<boolean> {
    await ask(
      `UPDATE ${this.#table} SET done_at = ${NOW_MS} ` +
        `WHERE ${isKey(key)} AND token = '${token}' AND done_at IS NULL`,
    );
    const rows = await this.#row(ask, key);
    const isOurs = rows.length > 0 && textIn(rows, "token") === token;
    if (!isOurs || settlementState(rows).status !== "done") return false;
    await this.#unlock(ask, key);
    await ask("SET autocommit = 1");
    return true;
  }

  async release(ask: Ask, key: string): Promise<boolean> {
    await ask("ROLLBACK");
    await this.#unlock(ask, key);
    await ask("SET autocommit = 1");
    return false;
  }

  async lookUp(ask: Ask, key: string): Promise<KeyState> {
    const lock = `SELECT IF(IS_USED_LOCK(${this.#lockOf(key)}) IS NULL, 'free', 'busy') AS state`;
    const lockState = settlementState(await ask(lock));
    const rows = await this.#row(ask, key);
    if (rows.length === 0) return lockState;
    const rowState = settlementState(rows);
    const isDone = rowState.status === "done";
    return !isDone && lockState.status === "busy" ? lockState : rowState;
  }

  async purge(inside: Inside, ageMs: number): Promise<number> {
    for (let purged = 0; ;) {
      const count = await inside((ask) => this.#purgeSome(ask, ageMs));
      if (count === 0) return purged;
      purged += count;
    }
  }

  async #purgeSome(ask: Ask, ageMs: number): Promise<number> {
    const isOld = `done_at < ${NOW_MS} - ${ageMs}`;
    // What somebody is settling is passed over; what stands in the way of nobody is deleted by its key.
    const rows = await ask(
      `SELECT HEX(\`key\`) AS place FROM ${this.#table} WHERE ${isOld} ` +
        `LIMIT ${PURGED_AT_ONCE} FOR UPDATE SKIP LOCKED`,
    );
    if (rows.length === 0) return 0;
    const keys = rows.map((row) => `x'${textIn([row], "place")}'`);
    await ask(`DELETE FROM ${this.#table} WHERE \`key\` IN (${keys.join()}) AND ${isOld}`);
    return rows.length;
  }

  /** Writes the key's row, or waits until whoever is just ending with it has ended. */
  async #claimRow(ask: Ask, key: string): Promise<DialectClaim> {
    const token = crypto.randomUUID();
    await ask(
      `INSERT INTO ${this.#table} (\`key\`, token) VALUES (x'${hexOf(key)}', '${token}') ` +
        "ON DUPLICATE KEY UPDATE token = token",
    );
    const rows = await this.#row(ask, key, "FOR UPDATE");
    if (textIn(rows, "token") !== token) return settlementState(rows);
    await ask("SET autocommit = 0");
    return { status: "claimed", token };
  }

  #row(ask: Ask, key: string, more = ""): Promise<readonly unknown[]> {
    const columns = "token, COALESCE(CAST(done_at AS CHAR), 'in doubt') AS state";
    return ask(`SELECT ${columns} FROM ${this.#table} WHERE ${isKey(key)} ${more}`);
  }

  /** The name of the key's lock: of 46 characters, where 64 are the most. */
  #lockOf(key: string): string {
    return `CONCAT('khipu ', SHA1(CONCAT(${this.#tableName}, '.${hexOf(key)}')))`;
  }

  async #unlock(ask: Ask, key: string): Promise<void> {
    await ask(`SELECT CAST(RELEASE_LOCK(${this.#lockOf(key)}) AS CHAR) AS freed`);
  }
}

function isKey(key: string): string {
  return `\`key\` = x'${hexOf(key)}'`;
}
