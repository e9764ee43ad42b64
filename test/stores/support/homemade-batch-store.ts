import type {
  BatchStore,
  CommitResult,
  KeyStatus,
  PurgeOptions,
} from "../../../src/stores/types.js";

const LEAST_MS = 259_500_000;

/** A write of the shop's: a value to add, or one that its table refuses; `end` commits what stands before it. */
export type Write = { readonly add: string } | { readonly fail: true } | { readonly end: true };

/** A batch store as somebody might write one, with the shop's own table beside it: right, until a test overrides a part. */
export class HomemadeBatchStore implements BatchStore<readonly Write[]> {
  readonly entries: string[] = [];
  protected readonly done = new Map<string, number>();

  readonly shop = {
    write: (add: string): Write => ({ add }),
    failing: (): Write => ({ fail: true }),
    count: (value: string) => this.entries.filter((entry) => entry === value).length,
    ends: [{ end: true } as const],
  };

  async commit(key: string, writes: readonly Write[]): Promise<CommitResult> {
    this.check(writes);
    await this.travel();
    if (this.done.has(this.nameOf(key))) return "done";
    this.apply(writes);
    this.done.set(this.nameOf(key), Date.now());
    return "committed";
  }

  async lookUp(key: string): Promise<KeyStatus> {
    await this.travel();
    const doneAtMs = this.done.get(this.nameOf(key));
    return doneAtMs === undefined ? { status: "free" } : { status: "done", doneAtMs };
  }

  purge({ olderThanMs }: PurgeOptions): Promise<number> {
    if (olderThanMs >= LEAST_MS) return Promise.resolve(0);
    return Promise.reject(new RangeError("olderThanMs is too short"));
  }

  protected nameOf(key: string): string {
    return key;
  }

  protected check(writes: readonly Write[]): void {
    if (!Array.isArray(writes)) throw new TypeError("writes should be a list");
  }

  /** All of them, or none. */
  protected apply(writes: readonly Write[]): void {
    if (writes.some((write) => "fail" in write || "end" in write)) throw new Error("constraint");
    this.append(writes);
  }

  protected append(writes: readonly Write[]): void {
    for (const write of writes) if ("add" in write) this.entries.push(write.add);
  }

  /** To the database and back. */
  protected travel(): Promise<void> {
    return Promise.resolve();
  }
}
