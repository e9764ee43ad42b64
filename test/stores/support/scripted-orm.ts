import type { TransactionStoreOptions } from "../../../src/stores/transaction.js";

/** What is inside a transaction of {@link ScriptedOrm}. */
export interface ScriptedTransaction {
  query(sql: string): Promise<readonly unknown[]>;
}

/** An ORM whose database answers by a script, and says what it was asked. */
export class ScriptedOrm implements TransactionStoreOptions<ScriptedTransaction> {
  readonly dialect = "postgres";
  readonly log: string[] = [];
  /** The statements that fail, by what their text contains. */
  readonly failing: string[] = [];
  /** Another number each time that something has ended the transaction. */
  transactionId = "7";
  /** What the claim answers. */
  claimed: readonly unknown[] | undefined;
  state = "busy";
  marked = "1";

  readonly transaction = async (
    work: (tx: ScriptedTransaction) => Promise<void>,
  ): Promise<void> => {
    this.#say("BEGIN");
    try {
      await work({ query: (sql) => this.#answer(sql) });
    } catch (error) {
      this.#say("ROLLBACK");
      throw error;
    }
    this.#say("COMMIT");
  };

  readonly query = (tx: ScriptedTransaction, sql: string): Promise<readonly unknown[]> =>
    tx.query(sql);

  #say(text: string): void {
    this.log.push(text);
    if (this.failing.includes(text)) throw new Error(`${text} failed`);
  }

  async #answer(sql: string): Promise<readonly unknown[]> {
    const [name, rows] = this.#known(sql);
    this.#say(name);
    return Promise.resolve(rows);
  }

  #known(sql: string): readonly [string, readonly unknown[]] {
    if (sql.startsWith("WITH claimed")) {
      return ["claim", this.claimed ?? [{ token: this.transactionId }]];
    }
    if (sql.includes("UPDATE") && sql.includes("clock_timestamp")) {
      const isOurs = this.marked === "1";
      return ["mark", [{ count: isOurs ? "1" : "0" }]];
    }
    if (sql === "SELECT txid_current()::text AS token") {
      return ["look", [{ token: this.transactionId }]];
    }
    if (sql.startsWith("WITH written")) return ["bar", [{ count: "1" }]];
    if (sql.includes(" AS state")) return ["state", [{ state: this.state }]];
    return [sql, []];
  }
}
