import { describe, expect, test } from "@jest/globals";
import { Crew } from "../../src/reconcile/crew.js";
import { Tally } from "../../src/reconcile/tally.js";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Starts tasks, each of which ends when it is told how. */
function start(crew: Crew, count: number): (index: number, isDealtWith: boolean) => Promise<void> {
  const ends: ((isDealtWith: boolean) => void)[] = [];
  for (let n = 0; n < count; n++) {
    crew.start(() => new Promise((resolve) => ends.push(resolve)));
  }
  return async (index, isDealtWith) => {
    ends[index]?.(isDealtWith);
    await turn();
  };
}

describe("what is dealt with from the start", () => {
  test("waits for the first that is under way", async () => {
    const crew = new Crew();
    expect(crew.dealtFromStart).toBe(0);
    const end = start(crew, 3);

    await end(2, true);
    expect(crew.dealtFromStart).toBe(0);
    await end(0, true);
    expect(crew.dealtFromStart).toBe(1);
    await end(1, true);
    expect(crew.dealtFromStart).toBe(3);
  });

  test.each([
    { first: 1, then: 3 },
    { first: 3, then: 1 },
  ])("ends at the first that is left over: $first, then $then", async ({ first, then }) => {
    const crew = new Crew();
    const end = start(crew, 4);

    await end(first, false);
    await end(then, false);
    await end(0, true);
    await end(2, true);

    expect(crew.dealtFromStart).toBe(1);
  });
});

test("room comes when fewer than the limit are under way, which is asked for after each", async () => {
  const crew = new Crew();
  const end = start(crew, 3);
  let limit = 3;
  let hasRoom = false;
  const room = crew.room(() => limit).then(() => (hasRoom = true));

  limit = 2;
  await end(0, true);
  expect(hasRoom).toBe(false);
  await end(1, true);
  expect(hasRoom).toBe(true);
  await room;
});

test("a summary counts each fate, and stays as it was", () => {
  const tally = new Tally();
  for (const fate of ["settled", "already", "already", "mismatched", "failed"] as const) {
    tally.add(fate);
  }
  tally.add("expired");
  const early = tally.summary(4);

  tally.add("expired");
  tally.add("pending");

  const counts = { settled: 1, already: 2, mismatched: 1, failed: 1 };
  expect(early).toEqual({ done: 6, ...counts, states: { expired: 1 }, resumeFrom: 4 });
  expect(tally.summary(8)).toEqual({
    done: 8,
    ...counts,
    states: { expired: 2, pending: 1 },
    resumeFrom: 8,
  });
});
