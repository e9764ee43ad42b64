import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { memoryStore } from "../../src/stores/memory.js";
import { settleOnce } from "../../src/stores/settle-once.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("the work is told at nine tenths of its lease, and not before", async () => {
  const seen: unknown[] = [];
  const settling = settleOnce(
    memoryStore(),
    "payment:gqzdy6chjne9",
    async ({ signal }) => {
      await jest.advanceTimersByTimeAsync(899);
      seen.push(signal.aborted);
      await jest.advanceTimersByTimeAsync(1);
      seen.push(signal.aborted, signal.reason);
    },
    { leaseMs: 1_000 },
  );

  expect(await settling).toMatchObject({ outcome: "settled" });
  const reason = { name: "TimeoutError", message: "the lease of 1000 ms is about to end" };
  expect(seen).toEqual([false, true, expect.objectContaining(reason)]);
});
