import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  SettlementStore,
} from "../../../src/stores/types.js";

/** What a shop writes through, as texts; a transaction inside is undone by itself. */
export class Transaction {
  isOver = false;
  writes: string[] = [];
  readonly inner: number[] = [];

  write(text: string): void {
    this.refuseAfterEnd();
    this.writes.push(text);
  }

  begin(): void {
    this.refuseAfterEnd();
    this.inner.push(this.writes.length);
  }

  commit(): void {
    this.refuseAfterEnd();
    this.endInner();
  }

  rollBack(): void {
    this.refuseAfterEnd();
    this.writes.length = this.endInner();
  }

  protected endInner(): number {
    const before = this.inner.pop();
    if (before === undefined) throw new Error("there is no transaction inside");
    return before;
  }

  release(): void {
    // The store's to give back.
  }

  protected refuseAfterEnd(): void {
    if (this.isOver) throw new Error("the transaction has ended");
  }
}

interface Open {
  readonly token: string;
  readonly tx: Transaction;
  readonly untilMs: number;
}

/** A store with transactions as somebody might write one: right, until a test overrides a part of it. */
export class TransactionalStore implements SettlementStore<Transaction> {
  /** What has been committed. */
  readonly committed = new Set<string>();
  protected readonly open = new Map<string, Open>();
  protected readonly doneAtMs = new Map<string, number>();

  claim(key: string, { leaseMs }: ClaimOptions): Promise<ClaimResult<Transaction>> {
    const { status } = this.statusOf(key);
    if (status !== "free") return Promise.resolve({ status });
    const entry = {
      token: crypto.randomUUID(),
      tx: this.newTransaction(),
      untilMs: Date.now() + leaseMs,
    };
    this.open.set(key, entry);
    return Promise.resolve({ status: "claimed", claim: { key, ...entry } });
  }

  complete(claim: HeldClaim<Transaction>): Promise<boolean> {
    if (!this.isLive(claim)) return Promise.resolve(false);
    this.end(claim);
    for (const text of claim.tx.writes) this.committed.add(text);
    this.doneAtMs.set(claim.key, Date.now());
    return Promise.resolve(true);
  }

  release(claim: HeldClaim<Transaction>): Promise<void> {
    this.end(claim);
    return Promise.resolve();
  }

  lookUp(key: string): Promise<KeyStatus> {
    return Promise.resolve(this.statusOf(key));
  }

  protected newTransaction(): Transaction {
    return new Transaction();
  }

  protected end(claim: HeldClaim<Transaction>): void {
    claim.tx.isOver = true;
    if (this.open.get(claim.key)?.token === claim.token) this.open.delete(claim.key);
  }

  protected isLive(claim: HeldClaim<Transaction>): boolean {
    const entry = this.open.get(claim.key);
    return entry?.token === claim.token && entry.untilMs > Date.now();
  }

  protected statusOf(key: string): KeyStatus {
    const doneAtMs = this.doneAtMs.get(key);
    if (doneAtMs !== undefined) return { status: "done", doneAtMs };
    return { status: (this.open.get(key)?.untilMs ?? 0) > Date.now() ? "busy" : "free" };
  }
}
