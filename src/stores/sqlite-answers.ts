import { columnOf, unreadable } from "./checks.js";
import { IN_DOUBT } from "./in-doubt.js";
import type { KeyStatus } from "./types.js";

const REMEDY =
  "the store reads rows as objects by the columns' own names, as better-sqlite3 and node:sqlite answer them";

/** Reads the row of a key, if it has one. Only a number is a time, and only a time is "done". */
export function sqliteState(row: unknown): KeyStatus | typeof IN_DOUBT {
  // Drivers say it either way when there is no row.
  if (row === undefined || row === null) return { status: "free" };
  const doneAt: unknown = columnOf(row, "done_at");
  if (doneAt === null) return IN_DOUBT;
  const isTime = typeof doneAt === "bigint" || Number.isFinite(doneAt);
  if (isTime) return { status: "done", doneAtMs: Number(doneAt) };
  throw unreadable(doneAt, "the column done_at", REMEDY);
}

/** Whether RETURNING has answered with the key: no row means that nothing was written. */
export function answersKey(row: unknown, key: string): boolean {
  if (row === undefined || row === null) return false;
  const answered: unknown = columnOf(row, "key");
  if (answered === key) return true;
  throw unreadable(answered, "the column key", REMEDY);
}
