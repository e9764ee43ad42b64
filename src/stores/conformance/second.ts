import type { SettlementStore } from "../types.js";
import { claimed, completed, known, LONG_MS, newKey, refused } from "./expect.js";
import type { StoreUnderTest } from "./subject.js";

/** The name of the check of {@link sharesWithSecond}. */
export const SHARES = "shares what is claimed and done with a second store on its connection";

/** What is under way belongs to the connection, or to the server, and not to one store object. */
export async function sharesWithSecond<Tx>(
  { store }: StoreUnderTest<Tx>,
  second: SettlementStore<Tx>,
): Promise<void> {
  const key = newKey();
  const claim = await claimed(store, key, LONG_MS, "for a new key");
  const live = "of a second store while the first one's claim is live";
  await known(second, key, "busy", live);
  await refused(second, key, "busy", live);
  await completed(store, claim);
  const over = "of a second store after complete() of the first";
  await known(second, key, "done", over);
  await refused(second, key, "done", over);
}
