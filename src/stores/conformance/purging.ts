import { fieldsOf } from "../../fields.js";
import type { AnyStore } from "../types.js";
import { expectThat, known, rejected } from "./expect.js";

/** The name of the check of {@link purgesOnlyWhatIsOld}. */
export const PURGES = "purges nothing that Khipu could still repeat";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the signatures of a notification count for a handler's defaults. */
const LEAST_MS = 3 * DAY_MS + 5 * 60 * 1000;

/** What was settled now must outlive every purge that is let through. */
export async function purgesOnlyWhatIsOld<Tx, Writes>(
  store: AnyStore<Tx, Writes>,
  settled: string,
): Promise<void> {
  if (!store.purge) return;
  for (const olderThanMs of [0, 2 * DAY_MS, 3 * DAY_MS, LEAST_MS - 1, Number.NaN]) {
    const what = `purge() should reject for ${olderThanMs} ms, which is under ${LEAST_MS}`;
    const { name } = fieldsOf(await rejected(store.purge({ olderThanMs }), what));
    expectThat(name === "RangeError", `${what}, with a RangeError, not ${String(name)}`);
  }
  const count = await store.purge({ olderThanMs: LEAST_MS });
  expectThat(Number.isInteger(count), `purge() should resolve to a number, not ${count}`);
  await known(store, settled, "done", "when nothing as new was purged");
}
