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

test("work that asks for its signal only when the lease is nearly over is told all the same", async () => {
  const seen: unknown[] = [];
  const settling = settleOnce(
    memoryStore(),
    "payment:gqzdy6chjne9",
    async (context) => {
      await jest.advanceTimersByTimeAsync(900);
      seen.push(context.signal.aborted, context.signal.reason, context.signal === context.signal);
    },
    { leaseMs: 1_000 },
  );

  expect(await settling).toMatchObject({ outcome: "settled" });
  expect(seen).toEqual([true, expect.objectContaining({ name: "TimeoutError" }), true]);
});
