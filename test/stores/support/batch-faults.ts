import type { CommitResult, KeyStatus, PurgeOptions } from "../../../src/stores/types.js";
import { HomemadeBatchStore, type Write } from "./homemade-batch-store.js";

/** What people get wrong in batch stores, each with the check that has to find it. */
export const batchFaults: readonly {
  readonly fault: string;
  readonly foundBy: string;
  readonly store: () => HomemadeBatchStore;
}[] = [
  {
    fault: "tells the time in seconds",
    foundBy: "commits the shop's writes with the mark",
    store: () =>
      new (class extends HomemadeBatchStore {
        override async lookUp(key: string): Promise<KeyStatus> {
          const found = await super.lookUp(key);
          return found.status === "done"
            ? { status: "done", doneAtMs: Math.floor(found.doneAtMs / 1000) }
            : found;
        }
      })(),
  },
  {
    fault: "forgets the writes",
    foundBy: "commits the shop's writes with the mark",
    store: () =>
      new (class extends HomemadeBatchStore {
        protected override apply(): void {
          // Nothing.
        }
      })(),
  },
  {
    fault: "writes before it looks for the mark",
    foundBy: "writes nothing for a key that is done",
    store: () =>
      new (class extends HomemadeBatchStore {
        override async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
          this.check(writes);
          if (this.done.has(key)) this.append(writes);
          return super.commit(key, writes);
        }
      })(),
  },
  {
    fault: "tells the shop's failure from a mark by which comes first",
    foundBy: "says that a key is done also when the shop's own write would fail",
    store: () =>
      new (class extends HomemadeBatchStore {
        override async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
          this.check(writes);
          if (writes.some((write) => "fail" in write)) throw new Error("constraint");
          return super.commit(key, writes);
        }
      })(),
  },
  {
    fault: "takes every failure for a mark that is there",
    foundBy: "leaves neither mark nor writes when one of them fails",
    store: () =>
      new (class extends HomemadeBatchStore {
        override async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
          this.check(writes);
          return super.commit(key, writes).catch(() => "done" as const);
        }
      })(),
  },
  {
    fault: "marks first and writes after it",
    foundBy: "leaves neither mark nor writes when one of them fails",
    store: () =>
      new (class extends HomemadeBatchStore {
        override async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
          this.check(writes);
          if (this.done.has(key)) return "done";
          this.done.set(key, Date.now());
          await this.travel();
          this.apply(writes);
          return "committed";
        }
      })(),
  },
  {
    fault: "writes one after the other",
    foundBy: "leaves neither mark nor writes when one of them fails",
    store: () =>
      new (class extends HomemadeBatchStore {
        protected override apply(writes: readonly Write[]): void {
          for (const write of writes) super.apply([write]);
        }
      })(),
  },
  {
    fault: "asks first and writes later",
    foundBy: "commits one of fifty batches at once, and nothing of the others",
    store: () =>
      new (class extends HomemadeBatchStore {
        override async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
          this.check(writes);
          if ((await this.lookUp(key)).status === "done") return "done";
          this.apply(writes);
          this.done.set(key, Date.now());
          return "committed";
        }
      })(),
  },
  {
    fault: "does one batch at a time and refuses the others",
    foundBy: "commits different keys at once without failing any",
    store: () => new OneAtATime(),
  },
  {
    fault: "trims keys",
    foundBy: "keeps keys apart that look alike",
    store: () =>
      new (class extends HomemadeBatchStore {
        protected override nameOf(key: string): string {
          return key.trim();
        }
      })(),
  },
  {
    fault: "takes what was not returned for nothing to write",
    foundBy: "takes nothing but a list of writes",
    store: () =>
      new (class extends HomemadeBatchStore {
        override commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
          return super.commit(key, Array.isArray(writes) ? writes : []);
        }
      })(),
  },
  {
    fault: "knows nothing of what it has settled",
    foundBy: "settles once, and computes nothing for what is settled",
    store: () =>
      new (class extends HomemadeBatchStore {
        override lookUp(): Promise<KeyStatus> {
          return Promise.resolve({ status: "free" });
        }
      })(),
  },
  {
    fault: "purges whatever it is told to",
    foundBy: "purges nothing that Khipu could still repeat",
    store: () =>
      new (class extends HomemadeBatchStore {
        override purge(_: PurgeOptions): Promise<number> {
          return Promise.resolve(0);
        }
      })(),
  },
  {
    fault: "lets a write commit what stands before it",
    foundBy: "lets no write end the transaction of its batch",
    store: () =>
      new (class extends HomemadeBatchStore {
        protected override apply(writes: readonly Write[]): void {
          const end = writes.findIndex((write) => "end" in write);
          if (end >= 0) this.append(writes.slice(0, end));
          super.apply(writes);
        }
      })(),
  },
];

class OneAtATime extends HomemadeBatchStore {
  #isBusy = false;

  override async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
    this.check(writes);
    if (this.#isBusy) throw new Error("the database is locked");
    this.#isBusy = true;
    try {
      return await super.commit(key, writes);
    } finally {
      this.#isBusy = false;
    }
  }
}
