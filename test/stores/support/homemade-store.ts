import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  PurgeOptions,
  SettlementStore,
} from "../../../src/stores/types.js";

const LEAST_MS = 259_500_000;

interface Entry {
  token: string;
  untilMs: number;
  doneAtMs?: number;
}

/** A store as somebody might write one: right, until a test overrides a part of it. */
export class HomemadeStore implements SettlementStore {
  protected readonly entries = new Map<string, Entry>();
  protected claims = 0;

  claim(key: string, { leaseMs }: ClaimOptions): Promise<ClaimResult> {
    const { status } = this.statusOf(key);
    return Promise.resolve(status === "free" ? this.grant(key, leaseMs) : { status });
  }

  complete(claim: HeldClaim): Promise<boolean> {
    const entry = this.entries.get(this.nameOf(claim.key));
    if (!entry || !this.isHolder(entry, claim)) return Promise.resolve(false);
    entry.doneAtMs ??= Date.now();
    return Promise.resolve(true);
  }

  release(claim: HeldClaim): Promise<void> {
    const entry = this.entries.get(this.nameOf(claim.key));
    if (entry && this.isHolder(entry, claim) && entry.doneAtMs === undefined) {
      this.entries.delete(this.nameOf(claim.key));
    }
    return Promise.resolve();
  }

  lookUp(key: string): Promise<KeyStatus> {
    return Promise.resolve(this.statusOf(key));
  }

  purge({ olderThanMs }: PurgeOptions): Promise<number> {
    if (olderThanMs >= LEAST_MS) return Promise.resolve(0);
    return Promise.reject(new RangeError("olderThanMs is too short"));
  }

  protected nameOf(key: string): string {
    return key;
  }

  protected isHolder(entry: Entry, claim: HeldClaim): boolean {
    return entry.token === claim.token;
  }

  protected newToken(): string {
    return String(++this.claims);
  }

  protected grant(key: string, leaseMs: number): ClaimResult {
    const token = this.newToken();
    this.entries.set(this.nameOf(key), { token, untilMs: Date.now() + leaseMs });
    return { status: "claimed", claim: { key, token, tx: undefined } };
  }

  protected statusOf(key: string): KeyStatus {
    const entry = this.entries.get(this.nameOf(key));
    if (entry?.doneAtMs !== undefined) return { status: "done", doneAtMs: entry.doneAtMs };
    return { status: entry && entry.untilMs > Date.now() ? "busy" : "free" };
  }
}
