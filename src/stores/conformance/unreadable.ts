import type { BatchStore, SettlementStore } from "../types.js";
import { expectThat, LONG_MS, newKey } from "./expect.js";

/** The name of the check. */
export const UNREADABLE = "takes no answer that it cannot read for one that it knows";

/** Expects a store that cannot read what it is answered to reject, whatever it is asked. */
export async function takesUnreadable<Tx>(store: SettlementStore<Tx>): Promise<void> {
  const key = newKey();
  await rejectsAll({
    "lookUp()": async () => (await store.lookUp(key)).status,
    "claim()": async () => (await store.claim(key, { leaseMs: LONG_MS })).status,
  });
}

/** The same of a batch store. */
export async function takesUnreadableBatch<Write>(
  store: BatchStore<readonly Write[]>,
): Promise<void> {
  const key = newKey();
  await rejectsAll({
    "lookUp()": async () => (await store.lookUp(key)).status,
    "commit()": () => store.commit(key, []),
  });
}

async function rejectsAll(questions: Record<string, () => Promise<string>>): Promise<void> {
  for (const [name, ask] of Object.entries(questions)) {
    const [result] = await Promise.allSettled([ask()]);
    const answer = result.status === "fulfilled" ? result.value : "";
    expectThat(
      result.status === "rejected",
      `${name} should reject when it cannot read what it is answered, and answered "${answer}"`,
    );
  }
}
