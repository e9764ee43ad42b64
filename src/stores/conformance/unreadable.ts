import type { SettlementStore } from "../types.js";
import { expectThat, LONG_MS, newKey } from "./expect.js";

/** The name of the check. */
export const UNREADABLE = "takes no answer that it cannot read for one that it knows";

/** Expects a store that cannot read what it is answered to reject, whatever it is asked. */
export async function takesUnreadable<Tx>(store: SettlementStore<Tx>): Promise<void> {
  const key = newKey();
  const questions = {
    "lookUp()": () => store.lookUp(key),
    "claim()": () => store.claim(key, { leaseMs: LONG_MS }),
  };
  for (const [name, ask] of Object.entries(questions)) {
    const [result] = await Promise.allSettled([ask()]);
    const answer = result.status === "fulfilled" ? result.value.status : "";
    expectThat(
      result.status === "rejected",
      `${name} should reject when it cannot read what it is answered, and answered "${answer}"`,
    );
  }
}
