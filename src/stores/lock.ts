import type { ClaimOptions, HeldClaim, HeldLock, SettlementStore } from "./types.js";

/** Locks by a claim that is never completed, in a store whose claims are notes that run out. */
export async function lockByClaim(
  store: Pick<SettlementStore, "claim" | "release">,
  name: string,
  options: ClaimOptions,
  extend: (claim: HeldClaim) => Promise<boolean>,
): Promise<HeldLock | undefined> {
  const result = await store.claim(`lock:${name}`, options);
  if (result.status !== "claimed") return undefined;
  const { claim } = result;
  return { renew: () => extend(claim), unlock: () => store.release(claim) };
}
