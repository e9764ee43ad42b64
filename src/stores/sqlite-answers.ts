import { unreadable } from "./checks.js";
import type { KeyStatus } from "./types.js";

/** A key whose transaction was ended by something other than the store. */
export const IN_DOUBT = { status: "in doubt" } as const;

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

function columnOf(row: unknown, column: string): unknown {
  return typeof row === "object" && row !== null ? Reflect.get(row, column) : undefined;
}

/** What a transaction that somebody else has ended is told with. */
export function endedInsideError(key: string, cause?: unknown): Error {
  const options = cause === undefined ? {} : { cause };
  return new Error(
    `the transaction of ${key} was ended from inside onPaid, past tx, so a part of it may be committed; ` +
      "it is in doubt now, and not settled again until somebody has looked",
    options,
  );
}

/** What a key that is barred is told with. */
export function inDoubtError(key: string): Error {
  return new Error(
    `${key} is in doubt: its transaction was ended from inside onPaid, so a part of it may be committed. ` +
      "It is not settled again until somebody has looked and set done_at to the time in Unix milliseconds, " +
      "or deleted its row to settle it anew",
  );
}

/** What a mark that went nowhere is told with. */
export function notMarkedError(key: string): Error {
  return new Error(
    `${key} could not be marked, and is rolled back: its row is not where it was. ` +
      "Let onPaid leave the store's table alone",
  );
}
