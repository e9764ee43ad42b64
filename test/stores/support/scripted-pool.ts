import type { PgClient, PgPool, PgResult } from "../../../src/stores/postgres.js";

/** Which statement a scripted server refuses. */
export type Refusal = "BEGIN" | "INSERT" | "UPDATE" | "COMMIT" | "ROLLBACK";

/** A pool of one connection in front of a server that does as a test says, and a record of what was asked of it. */
export class ScriptedPool implements PgPool {
  /** The first words of every statement, and how the connection was given back. */
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

  query(text: string): Promise<PgResult> {
    const [statement = ""] = /^\w+/.exec(text) ?? [];
    this.log.push(statement);
    if (statement === this.refuses) return Promise.reject(new Error(`${statement} failed`));
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
