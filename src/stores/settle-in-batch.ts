import type { Settlement } from "./settle-once.js";
import type { AnyStore, BatchStore, CommitResult } from "./types.js";
import { unlessAborted } from "./unless-aborted.js";

/** Tells the two kinds of store apart. */
export function isBatchStore<Tx, Writes>(store: AnyStore<Tx, Writes>): store is BatchStore<Writes> {
  return "commit" in store;
}

const OUTCOMES: Readonly<Record<CommitResult, "settled" | "already" | "busy">> = {
  committed: "settled",
  done: "already",
  busy: "busy",
};

/**
 * Settles a key in a batch store: asks, lets the work make its writes, and commits them with the mark. Until then
 * nothing is written, so whoever is given up, or loses the race, has only computed in vain.
 */
export async function settleInBatch<T>(
  store: BatchStore<T>,
  key: string,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Settlement<T>> {
  const { status } = await unlessAborted(store.lookUp(key), signal);
  if (status !== "free") return { outcome: status === "done" ? "already" : "busy" };
  const writes = await unlessAborted(work(signal), signal);
  // Nobody gives up from here on: what is sent may be committed.
  const result = await store.commit(key, writes);
  const outcome = OUTCOMES[result];
  if (outcome === "settled") return { outcome, value: writes };
  if (outcome !== undefined) return { outcome };
  throw new TypeError(`store.commit answered ${String(result)}, which is no result of a batch`);
}
