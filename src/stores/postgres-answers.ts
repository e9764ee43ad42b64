import { cannotRead } from "./answers.js";
import type { PgResult } from "./postgres-client.js";

/** The rows of an answer. */
export function rowsOf(result: PgResult): readonly unknown[] {
  const rows: unknown = result?.rows;
  if (Array.isArray(rows)) return rows;
  throw cannotRead(rows, "a query");
}
