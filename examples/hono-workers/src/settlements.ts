import type { ClaimOptions, ClaimResult, HeldClaim, KeyStatus } from "khipu-sdk/stores/memory";

/**
 * What is settled, in the database of a Durable Object: a store with a lease. Each method runs without a pause, and an
 * object runs one at a time, so that of any number of claims at once one is granted.
 */
export class Settlements {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`create table if not exists settlements (
      key text primary key, token text not null, leased_until integer not null, done_at integer
    )`);
  }

  claim(key: string, { leaseMs }: ClaimOptions): ClaimResult {
    const now = Date.now();
    const token = crypto.randomUUID();
    const claimed = this.#sql.exec(
      `insert into settlements (key, token, leased_until) values (?, ?, ?)
       on conflict (key) do update set token = excluded.token, leased_until = excluded.leased_until
       where done_at is null and leased_until <= ? returning key`,
      ...[key, token, now + leaseMs, now],
    );
    if (claimed.toArray().length === 1) {
      return { status: "claimed", claim: { key, token, tx: undefined } };
    }
    return { status: this.lookUp(key).status === "done" ? "done" : "busy" };
  }

  /** Whether the claim was still the key's. */
  complete({ key, token }: Pick<HeldClaim, "key" | "token">): boolean {
    const marked = this.#sql.exec(
      "update settlements set done_at = ? where key = ? and token = ? and done_at is null returning key",
      ...[Date.now(), key, token],
    );
    return marked.toArray().length === 1;
  }

  release({ key, token }: Pick<HeldClaim, "key" | "token">): void {
    this.#sql.exec(
      "delete from settlements where key = ? and token = ? and done_at is null",
      ...[key, token],
    );
  }

  lookUp(key: string): KeyStatus {
    const [row] = this.#sql
      .exec<{ leased_until: number; done_at: number | null }>(
        "select leased_until, done_at from settlements where key = ?",
        key,
      )
      .toArray();
    if (!row) return { status: "free" };
    if (row.done_at !== null) return { status: "done", doneAtMs: row.done_at };
    return { status: row.leased_until > Date.now() ? "busy" : "free" };
  }
}
