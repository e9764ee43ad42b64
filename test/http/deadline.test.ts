import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { getEventListeners } from "node:events";
import { orAbort, sleep, startDeadline } from "../../src/http/deadline.js";
import { letTimersFly } from "../support/timers.js";
import { failureOf } from "../support/client.js";

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

beforeEach(letTimersFly);
afterEach(() => void jest.useRealTimers());

const never = new Promise(() => undefined);

describe("startDeadline", () => {
  test("is over when the time is up, and not before", async () => {
    const deadline = startDeadline(40, undefined);
    expect([deadline.isOver(), deadline.signal.aborted]).toEqual([false, false]);
    expect(deadline.remainingMs()).toBe(40);

    await failureOf(orAbort(never, deadline.signal));

    expect([deadline.isOver(), deadline.signal.aborted]).toEqual([true, true]);
    expect(deadline.remainingMs()).toBe(0);
    deadline.clear();
  });

  test("aborts with the caller's reason, and is then not over", async () => {
    const controller = new AbortController();
    const deadline = startDeadline(1_000, controller.signal);

    controller.abort("stop");

    expect(await failureOf(orAbort(never, deadline.signal))).toBe("stop");
    expect(deadline.isOver()).toBe(false);
    deadline.clear();
  });

  test("throws the reason of a signal that was aborted before", () => {
    expect(() => startDeadline(1_000, AbortSignal.abort(new RangeError("before")))).toThrow(
      "before",
    );
  });

  test("gives the caller's signal back", () => {
    const { signal } = new AbortController();
    const deadline = startDeadline(1_000, signal);
    expect(listenersOf(signal)).toBe(1);

    deadline.clear();

    expect(listenersOf(signal)).toBe(0);
  });
});

describe("a wait of a deadline", () => {
  test("that begins after the end rejects at once", async () => {
    const deadline = startDeadline(40, undefined);
    await failureOf(deadline.orEnd(never));

    expect(await failureOf(deadline.orEnd(never))).toBe(deadline.signal.reason);
    deadline.clear();
  });

  test("that begins after the caller gave up rejects with the caller's reason", async () => {
    const controller = new AbortController();
    const deadline = startDeadline(40, controller.signal);
    controller.abort("stop");

    expect(await failureOf(deadline.orEnd(never))).toBe("stop");
    deadline.clear();
  });
});

describe("one signal of two waits", () => {
  test("still ends the second when the first is over", async () => {
    const controller = new AbortController();
    const waiting = failureOf(orAbort(never, controller.signal));
    await orAbort(Promise.resolve("there"), controller.signal);
    expect(listenersOf(controller.signal)).toBe(1);

    controller.abort("stop");

    expect(await waiting).toBe("stop");
    expect(listenersOf(controller.signal)).toBe(0);
  });
});

describe("orAbort", () => {
  test("needs no signal", async () => {
    await expect(orAbort(Promise.resolve("there"), undefined)).resolves.toBe("there");
  });

  test("lets what comes in time through, and listens no longer", async () => {
    const { signal } = new AbortController();

    await expect(orAbort(Promise.resolve("there"), signal)).resolves.toBe("there");
    await expect(orAbort(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");

    expect(listenersOf(signal)).toBe(0);
  });

  test("rejects with the signal's reason, also of one that was aborted before", async () => {
    const controller = new AbortController();
    const waiting = failureOf(orAbort(never, controller.signal));
    controller.abort("stop");

    expect(await waiting).toBe("stop");
    expect(await failureOf(orAbort(Promise.resolve("there"), controller.signal))).toBe("stop");
    expect(await failureOf(orAbort(Promise.reject(new Error("no")), controller.signal))).toBe(
      "stop",
    );
    expect(listenersOf(controller.signal)).toBe(0);
  });
});

describe("sleep", () => {
  test("wakes up at an abort, and leaves no listener in any case", async () => {
    const controller = new AbortController();
    const started = performance.now();
    const asleep = failureOf(sleep(5_000, controller.signal));
    controller.abort(0);

    expect(await asleep).toBe(0);
    expect(await failureOf(sleep(5_000, controller.signal))).toBe(0);
    expect(performance.now() - started).toBe(0);
    expect(listenersOf(controller.signal)).toBe(0);
  });

  test("needs no signal", async () => {
    await expect(sleep(1, undefined)).resolves.toBeUndefined();
  });
});
