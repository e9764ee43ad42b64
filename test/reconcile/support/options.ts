import type { ReconcileOptions } from "../../../src/index.js";
import { memoryStore } from "../../../src/stores/memory.js";

/** A reconciliation by ids, one after the other, that compares nothing. */
export function options(
  onPaid: (payment: { payment_id: string }) => unknown,
  more: Partial<ReconcileOptions<string>> = {},
): ReconcileOptions<string> {
  return { store: memoryStore(), expect: "skip", onPaid, concurrency: 1, ...more };
}
