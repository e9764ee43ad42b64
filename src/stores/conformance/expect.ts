import type { AnyStore, HeldClaim, SettlementStore } from "../types.js";

/** Fails the check with what should be true and what was found. */
export function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Claims a key that must be there for the taking. */
export async function claimed<Tx>(
  store: SettlementStore<Tx>,
  key: string,
  leaseMs: number,
  when: string,
): Promise<HeldClaim<Tx>> {
  const result = await store.claim(key, { leaseMs });
  expectThat(
    result.status === "claimed",
    `claim() should answer "claimed" ${when}, and answered "${result.status}"`,
  );
  expectThat(
    result.claim.key === key,
    `claim() should hand back the key as given, not ${result.claim.key}`,
  );
  return result.claim;
}

/** Expects a claim to be refused, and with this answer. */
export async function refused<Tx>(
  store: SettlementStore<Tx>,
  key: string,
  status: "busy" | "done",
  when: string,
): Promise<void> {
  const result = await store.claim(key, { leaseMs: LONG_MS });
  expectThat(
    result.status === status,
    `claim() should answer "${status}" ${when}, and answered "${result.status}"`,
  );
}

/** Expects the mark to be made. */
export async function completed<Tx>(
  store: SettlementStore<Tx>,
  claim: HeldClaim<Tx>,
): Promise<void> {
  const recorded = await store.complete(claim);
  expectThat(recorded, `complete() of a live claim should resolve to true, not ${recorded}`);
}

/** Resolves to what `complete` says, taking a rejection for false: the holder is told that it failed either way. */
export function completedLate<Tx>(
  store: SettlementStore<Tx>,
  claim: HeldClaim<Tx>,
): Promise<boolean> {
  return store.complete(claim).catch(() => false);
}

/** Expects a key to be looked up as this. */
export async function known<Tx, Writes>(
  store: AnyStore<Tx, Writes>,
  key: string,
  status: "free" | "busy" | "done",
  when: string,
): Promise<void> {
  const found = await store.lookUp(key);
  expectThat(
    found.status === status,
    `lookUp() should answer "${status}" ${when}, and answered "${found.status}"`,
  );
}

/** Expects a promise to be rejected, and returns with what. */
export async function rejected(promise: Promise<unknown>, what: string): Promise<unknown> {
  const [result] = await Promise.allSettled([promise]);
  expectThat(result.status === "rejected", `${what}, and it resolved`);
  return result.reason;
}

/** A lease that no check waits for. */
export const LONG_MS = 30_000;

/** A key that no other check and no earlier run has used. */
export function newKey(): string {
  return `conformance:${crypto.randomUUID()}`;
}

const ENDINGS = ["", " ", ":", "a", "A", "á", "a\u0301", "%", "_", "*", "'; --", '"', "\\", "💸"];

/** Keys that a store may confuse, by its collation, its quoting or its patterns; the longest key that there is, too. */
export function keysThatLookAlike(): readonly string[] {
  const base = newKey();
  return [...ENDINGS.map((ending) => base + ending), base.padEnd(255, "x")];
}

/** Lets time pass, for leases to run out. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
