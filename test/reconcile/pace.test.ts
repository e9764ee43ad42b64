import { describe, expect, test } from "@jest/globals";
import { Pace } from "../../src/reconcile/pace.js";

function after(pace: Pace, successes: number): number {
  for (let n = 0; n < successes; n++) pace.succeeded();
  return pace.limit;
}

describe("the pace of a reconciliation", () => {
  test("lets as many through as it was told, and never more", () => {
    expect(new Pace(8).limit).toBe(8);
    expect(after(new Pace(8), 100)).toBe(8);
    expect(new Pace(8).pauseMs(0)).toBe(0);
  });

  test("is halved by a refusal, which pauses everybody", () => {
    const pace = new Pace(8);

    pace.refused(1_000, 250);

    expect(pace.limit).toBe(4);
    expect([1_000, 1_100, 1_250, 9_000].map((now) => pace.pauseMs(now))).toEqual([250, 150, 0, 0]);
  });

  test("takes the refusals of one pause for one", () => {
    const pace = new Pace(8);
    pace.refused(1_000, 250);

    pace.refused(1_249, 500);
    expect(pace.limit).toBe(4);
    expect(pace.pauseMs(1_249)).toBe(1);

    pace.refused(1_250, 500);
    expect(pace.limit).toBe(2);
    expect(pace.pauseMs(1_250)).toBe(500);
  });

  test("lets one through, whatever is refused", () => {
    const pace = new Pace(3);
    pace.refused(1_000, 1);
    expect(pace.limit).toBe(1);
    pace.refused(2_000, 1);
    pace.refused(3_000, 1);
    expect(pace.limit).toBe(1);

    expect(after(pace, 1)).toBe(2);
  });

  test("grows by one with a whole limit's worth of successes", () => {
    const pace = new Pace(8);
    pace.refused(1_000, 250);

    expect(after(pace, 4)).toBe(4);
    expect(after(pace, 1)).toBe(5);
  });
});
