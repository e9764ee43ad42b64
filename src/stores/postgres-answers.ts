import { unreadable } from "./checks.js";
import { IN_DOUBT } from "./in-doubt.js";
import type { PgResult } from "./postgres-client.js";
import type { KeyStatus } from "./types.js";

/** The rows of an answer. */
export function rowsOf(result: PgResult): readonly unknown[] {
  const rows: unknown = (result as PgResult | undefined)?.rows;
  if (Array.isArray(rows)) return rows;
  throw cannotRead(rows, "a query");
}

/** The text that an answer's only row has in this column. */
export function textIn(rows: readonly unknown[], column: string): string {
  const [row] = rows;
  const value: unknown = typeof row === "object" && row !== null ? Reflect.get(row, column) : row;
  if (rows.length === 1 && typeof value === "string") return value;
  throw cannotRead(value, `the column ${column}`);
}

/** Reads what the statement `state` answers. Only a date is "done"; what cannot be read is an error. */
export function settlementState(result: PgResult): KeyStatus | typeof IN_DOUBT {
  const state = textIn(rowsOf(result), "state");
  if (state === "free" || state === "busy") return { status: state };
  if (state === IN_DOUBT.status) return IN_DOUBT;
  if (/^\d{1,15}$/.test(state)) return { status: "done", doneAtMs: Number(state) };
  throw cannotRead(state, "the column state");
}

function cannotRead(answer: unknown, to: string): TypeError {
  const remedy = "hand the store a pool that leaves rows as the server names and types them";
  return unreadable(answer, to, remedy);
}
