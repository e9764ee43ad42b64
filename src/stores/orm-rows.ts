import { itemsOf } from "../fields.js";

/**
 * The rows of what an ORM or a driver answers to a query: a list of rows, an object that has them as `rows`, or a list
 * that begins with theirs and goes on with their columns. None for an answer without rows.
 */
export function rowsIn(answer: unknown): readonly unknown[] {
  const found: unknown =
    typeof answer === "object" && answer !== null && "rows" in answer ? answer.rows : answer;
  const rows = itemsOf(found);
  const [first] = rows;
  // A row is an object by column name.
  return Array.isArray(first) ? itemsOf(first) : rows;
}
