import type { PgPool } from "./postgres-client.js";
import { rowsOf } from "./postgres-answers.js";
import { inlined } from "./postgres-inline.js";
import { PgSession } from "./postgres-session.js";
import type { HeldLock } from "./types.js";

/**
 * Takes an advisory lock in a transaction that writes nothing, so that it holds up no vacuum and works through PgBouncer.
 * Whatever ends the transaction ends the lock; the server itself ends it when its holder stays silent for a lease.
 *
 * @param statement - takes the lock's name and its lease, and answers no row when somebody else has it.
 */
export async function takePgLock(
  pool: Pick<PgPool, "connect">,
  statement: string,
  name: string,
  leaseMs: number,
): Promise<HeldLock | undefined> {
  const session = await PgSession.connect(pool);
  try {
    const taken = rowsOf(await session.begin(inlined(statement, [name, String(leaseMs)])));
    if (taken.length > 0) {
      return heldBy(session);
    }
  } catch (error) {
    session.close("broken");
    throw error;
  }
  await session.rollBack();
  return undefined;
}

function heldBy(session: PgSession): HeldLock {
  return {
    async renew() {
      if (session.isClosed) return false;
      await session.run("SELECT 1");
      return true;
    },
    async unlock() {
      await session.rollBack();
    },
  };
}
