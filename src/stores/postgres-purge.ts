import { textIn } from "./answers.js";
import { inlined } from "./postgres-inline.js";

/**
 * Forgets what is old, some thousand keys at a time, and resolves to how many it was.
 *
 * @param statement - {@link PgStatements.purge}.
 * @param ask - runs one text in a transaction of its own, so that what it locks is free again after some tenths of a second.
 */
export async function purgeSlices(
  statement: string,
  ageMs: number,
  ask: (text: string) => Promise<readonly unknown[]>,
): Promise<number> {
  let purged = 0;
  for (let after = ""; ;) {
    const rows = await ask(inlined(statement, [ageMs, after]));
    purged += Number(textIn(rows, "count"));
    after = textIn(rows, "last");
    if (after === "") return purged;
  }
}
