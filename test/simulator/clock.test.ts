import { afterEach, describe, expect, jest, test } from "@jest/globals";
import fc from "../support/properties.js";
import { Clock } from "../../src/simulator/clock.js";
import { TimerHeap } from "../../src/simulator/timer-heap.js";

const START = 1_700_000_000_000;

afterEach(() => {
  jest.useRealTimers();
});

describe("Clock", () => {
  test("tells the time it is given, and moves exactly as far as it is told", async () => {
    const clock = new Clock(() => START);

    await clock.advance(90_000);
    await clock.advance(1);

    expect(clock.now()).toBe(START + 90_001);
    clock.stop();
  });

  test("runs what falls due on the way in order, each at its own time, what it adds included", async () => {
    const clock = new Clock(() => START);
    const seen: [string, number][] = [];
    const see = (name: string) => seen.push([name, Math.round((clock.now() - START) / 1000)]);
    clock.after(20_000, () => void see("second"));
    clock.after(10_000, async () => {
      see("first");
      await Promise.resolve();
      clock.after(5_000, () => void see("added"));
    });
    clock.after(70_000, () => void see("too late"));

    await clock.advance(60_000);

    expect(seen).toEqual([
      ["first", 10],
      ["added", 15],
      ["second", 20],
    ]);
    clock.stop();
  });

  test("waits for what it has started, also when it is moved twice at once", async () => {
    const clock = new Clock(() => START);
    const ended: number[] = [];
    for (const s of [1, 2]) {
      clock.after(s * 1000, async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ended.push(s);
      });
    }

    await Promise.all([clock.advance(1500), clock.advance(1500)]);

    expect(ended).toEqual([1, 2]);
    expect(clock.now()).toBe(START + 3000);
    clock.stop();
  });

  test("runs by itself when real time passes, although the time told stands still", async () => {
    const clock = new Clock(() => START);

    const order = await new Promise<string[]>((resolve) => {
      const seen: string[] = [];
      clock.after(20, () => resolve([...seen, "later"]));
      clock.after(5, () => void seen.push("sooner"));
    });

    expect(order).toEqual(["sooner", "later"]);
    expect(clock.now()).toBe(START);
    clock.stop();
  });

  test("waits longer than the longest timeout of Node", () => {
    jest.useFakeTimers();
    const clock = new Clock(Date.now);
    const run = jest.fn();
    clock.after(2 ** 31 + 1000, run as () => void);

    jest.advanceTimersByTime(2 ** 31);
    expect(run).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1001);

    expect(run).toHaveBeenCalledTimes(1);
    clock.stop();
  });

  test("runs nothing that was cancelled, cleared, or set after it was stopped", async () => {
    const clock = new Clock(() => START);
    const run = jest.fn() as () => void;
    clock.after(10, run)();
    clock.after(10, run);
    clock.clear();
    clock.stop();
    clock.after(10, run);

    await clock.advance(100);

    expect(run).not.toHaveBeenCalled();
  });
});

describe("TimerHeap", () => {
  test("gives timers back by due time and then by order, whatever they were added in", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean())), (entries) => {
        const heap = new TimerHeap();
        const timers = entries.map(([dueMs, cancelled], order) => ({
          ...{ dueMs, order, cancelled },
          run: () => undefined,
        }));
        for (const timer of timers) heap.add(timer);

        const taken = Array.from(timers, () => heap.take()).filter((timer) => timer !== undefined);

        const kept = timers.filter((timer) => !timer.cancelled);
        expect(taken).toEqual(kept.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order));
      }),
    );
  });
});
