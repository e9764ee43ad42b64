import { checkKey, unreadable } from "./checks.js";
import type { Control } from "./transaction-control.js";
import type { BatchStore, CommitResult, KeyStatus } from "./types.js";

/** What is known of a key, and of which attempt to commit its mark is, where the table tells. */
export type KnownKey = KeyStatus & { readonly token?: string | undefined };

/** A mark that is to be made. */
export interface NewMark {
  readonly key: string;
  /** Tells this attempt to commit from every other one. */
  readonly token: string;
  /** Now, in Unix milliseconds. */
  readonly nowMs: number;
}

/** What differs between the databases that commit in one batch. */
export interface BatchEngine<Write> {
  readonly retentionMs: number;
  /**
   * Commits mark and writes, all or nothing, and resolves to whether the answer says so. Rejects when a write fails or
   * when the key has a mark.
   */
  commit(mark: NewMark, writes: readonly Write[]): Promise<boolean>;
  /** Reads what is known of a key where it was written last. Rejects for what it cannot read. */
  find(key: string): Promise<KnownKey>;
  /** Whether a batch failed, and wrote nothing, only because somebody else was writing at that moment. */
  isBusy?(failure: unknown): boolean;
}

/** Makes a store of what one database does; what it forgets by `purge` is its own. */
export function batchStore<Write>(engine: BatchEngine<Write>): BatchStore<readonly Write[]> {
  return {
    retentionMs: engine.retentionMs,
    async commit(key, writes) {
      checkKey(key);
      requireList(writes);
      return commit(engine, key, writes);
    },
    async lookUp(key) {
      const { token: _, ...known } = await engine.find(checkKey(key));
      return known;
    },
  };
}

async function commit<Write>(
  engine: BatchEngine<Write>,
  key: string,
  writes: readonly Write[],
): Promise<CommitResult> {
  const mark = { key, token: crypto.randomUUID(), nowMs: Date.now() };
  let failure: unknown;
  try {
    if (await engine.commit(mark, writes)) return "committed";
    failure = unreadable(undefined, "a batch", "it is not said to be committed");
  } catch (error) {
    failure = error;
  }
  // Why a batch failed is never guessed from its error: the mark is there, or it is not.
  const found = await engine.find(key).catch(() => undefined);
  // The batch may be committed, and its answer lost.
  if (found?.status === "done") return found.token === mark.token ? "committed" : "done";
  if (engine.isBusy?.(failure)) return "busy";
  throw failure;
}

/** Refuses a text that ends the batch's transaction: what stands before it would be committed by itself. */
export function refuseControl(control: Control): void {
  if (control.kind === "none") return;
  const what = control.kind === "refused" ? control.problem : control.command;
  throw new Error(
    `the transaction of a batch is the store's alone, so onPaid must not return what begins or ends one: ${what}. ` +
      "Nothing is settled",
  );
}

/** What was forgotten to be returned must not be taken for nothing to write. */
function requireList(writes: unknown): void {
  if (Array.isArray(writes)) return;
  throw new TypeError(
    "with a batch store onPaid must return the list of its writes, [] for none; it was not a list, and nothing is settled",
  );
}
