import type { PgClient, PgPool, PgResult } from "../../../src/stores/postgres.js";

/** Which statement a scripted server refuses. */
export type Refusal = "BEGIN" | "INSERT" | "MARK" | "COMMIT" | "ROLLBACK";

/** A pool of one connection in front of a server that does as a test says, and a record of what was asked of it. */
export class ScriptedPool implements PgPool {
  /** The first words of every statement, MARK for that which marks, and how the connection was given back. */
  readonly log: string[] = [];
  refuses: Refusal | undefined;
  /** Whether somebody else has the key. */
  locked = false;
  /** What the server answers to COMMIT. */
  commitAnswer: string | undefined = "COMMIT";
  /** How many rows it marks as done. */
  marked = 1;
  /** What it tells of the key, as rows. */
  state: unknown = undefined;
  /** The transaction that it is in. */
  token = "7";
  onError: ((error: Error) => void) | undefined;

  /** A text of several statements is answered with a list, as `pg` does, and goes no further than what fails. */
  async query(text: string): Promise<PgResult> {
    const answers: PgResult[] = [];
    for (const statement of text.split(";\n")) answers.push(await this.#answer(statement));
    // The type of a pool knows of one statement at a time.
    return (answers.length === 1 ? answers[0] : answers) as PgResult;
  }

  #answer(text: string): Promise<PgResult> {
    const isMark = text.includes("clock_timestamp()");
    const [statement = ""] = isMark ? ["MARK"] : (/^\w+/.exec(text) ?? []);
    this.log.push(statement);
    if (statement === this.refuses) return Promise.reject(new Error(`${statement} failed`));
    if (isMark && this.marked === 0) {
      const quoted = `"khipu-sdk: nothing to mark in transaction ${this.token}"`;
      return Promise.reject(new Error(`invalid input syntax for type timestamp: ${quoted}`));
    }
    const command = statement === "COMMIT" ? this.commitAnswer : statement;
    // Drivers of people's own answer what they like.
    const rows = this.#rows(text) as unknown[];
    return Promise.resolve({ rows, rowCount: this.marked, command });
  }

  connect(): Promise<PgClient> {
    return Promise.resolve({
      query: (text) => this.query(text),
      release: (destroy) => this.log.push(destroy ? "destroyed" : "released"),
      on: (_event, listener) => (this.onError = listener),
      off: () => (this.onError = undefined),
    });
  }

  #rows(text: string): unknown {
    if (text.includes("AS state")) return this.state ?? [{ state: this.locked ? "busy" : "free" }];
    if (text.includes("AS token")) return this.locked ? [] : [{ token: this.token, lease: "1" }];
    return [];
  }
}
