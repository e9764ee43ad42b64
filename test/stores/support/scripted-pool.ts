import type { PgClient, PgPool, PgResult } from "../../../src/stores/postgres.js";

/** Which statement a scripted server refuses. */
export type Refusal = "WITH" | "BEGIN" | "SELECT txid" | "UPDATE" | "COMMIT" | "ROLLBACK";

/** A pool of one connection in front of a server that does as a test says, and a record of what was asked of it. */
export class ScriptedPool implements PgPool {
  /** The first words of every statement, and how the connection was given back. */
  readonly log: string[] = [];
  refuses: Refusal | undefined;
  /** Whether somebody else has the row. */
  locked = false;
  /** What the server answers to COMMIT. */
  commitAnswer: string | undefined = "COMMIT";
  /** How many rows it marks as done. */
  marked = 1;
  onError: ((error: Error) => void) | undefined;

  query(text: string): Promise<PgResult> {
    const [statement = ""] = /^(SELECT txid|\w+)/.exec(text) ?? [];
    this.log.push(statement);
    if (statement === this.refuses) return Promise.reject(new Error(`${statement} failed`));
    const command = statement === "COMMIT" ? this.commitAnswer : statement;
    return Promise.resolve({ rows: this.#rows(statement), rowCount: this.marked, command });
  }

  connect(): Promise<PgClient> {
    return Promise.resolve({
      query: (text) => this.query(text),
      release: (destroy) => this.log.push(destroy ? "destroyed" : "released"),
      on: (_event, listener) => (this.onError = listener),
      off: () => (this.onError = undefined),
    });
  }

  #rows(statement: string): unknown[] {
    if (statement === "SELECT txid") return this.locked ? [] : [{ token: "7", set_config: "1" }];
    if (statement === "SELECT") return [{ done_at_ms: null, held: this.locked }];
    return [];
  }
}
