import { settlementState, textIn } from "./answers.js";
import { inlined } from "./postgres-inline.js";
import { purgeSlices } from "./postgres-purge.js";
import { pgStatements } from "./postgres-sql.js";
import type { Ask, DialectClaim, KeyState, TransactionDialect } from "./transaction-dialect.js";

/** The statements of `postgresStore`, on the same table and under the same locks: both may be used at once. */
export function postgresDialect(table: string | undefined): TransactionDialect {
  const sql = pgStatements(table);

  async function lookUp(ask: Ask, key: string): Promise<KeyState> {
    return settlementState(await ask(inlined(sql.state, [key])));
  }

  return {
    lookUp,

    async claim(ask, key): Promise<DialectClaim> {
      const claim = inlined(sql.claim, [key]);
      const claimed = await ask(`WITH claimed AS (${claim}) SELECT token FROM claimed`);
      if (claimed.length > 0) return { status: "claimed", token: textIn(claimed, "token") };
      const state = await lookUp(ask, key);
      // Whoever held it a moment ago has given it back.
      return state.status === "free" ? { status: "busy" } : state;
    },

    async complete(ask, key, token) {
      const marked = await ask(counting(inlined(sql.complete, [key, token])));
      return textIn(marked, "count") === "1";
    },

    async release(ask, _key, token) {
      return textIn(await ask("SELECT txid_current()::text AS token"), "token") !== token;
    },

    async bar(ask, key) {
      await ask(counting(inlined(sql.bar, [key])));
    },

    purge(inside, ageMs) {
      return purgeSlices(sql.purge, ageMs, (text) => inside((ask) => ask(text)));
    },

    doubtRemedy: "set done_at to now(), or to NULL to settle it anew",
  };
}

/** Has a statement that writes answer how many rows it wrote: ORMs say that each in a way of their own. */
function counting(sql: string): string {
  return `WITH written AS (${sql} RETURNING key) SELECT count(*)::text AS count FROM written`;
}
