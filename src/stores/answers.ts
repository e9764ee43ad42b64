import { unreadable } from "./checks.js";
import { IN_DOUBT } from "./in-doubt.js";
import type { KeyStatus } from "./types.js";

/** The text that an answer's only row has in this column. */
export function textIn(rows: readonly unknown[], column: string): string {
  const [row] = rows;
  const value: unknown = typeof row === "object" && row !== null ? Reflect.get(row, column) : row;
  if (rows.length === 1 && typeof value === "string") return value;
  throw cannotRead(value, `the column ${column}`);
}

/**
 * Reads how a key stands: `free`, `busy`, `in doubt`, or when it was done in Unix milliseconds.
 *
 * Only a time is "done"; what cannot be read is an error.
 */
export function settlementState(rows: readonly unknown[]): KeyStatus | typeof IN_DOUBT {
  const state = textIn(rows, "state");
  if (state === "free" || state === "busy") return { status: state };
  if (state === IN_DOUBT.status) return IN_DOUBT;
  if (/^\d{1,15}$/.test(state)) return { status: "done", doneAtMs: Number(state) };
  throw cannotRead(state, "the column state");
}

/** What is thrown for an answer of a server that is not as it was asked for. */
export function cannotRead(answer: unknown, to: string): TypeError {
  const remedy = "hand the store a pool that leaves rows as the server names and types them";
  return unreadable(answer, to, remedy);
}
