import { describe, expect, jest, test } from "@jest/globals";
import { untilAborted } from "../../src/reconcile/until-aborted.js";

const never = new AbortController().signal;

/** A source of 1, 2 and so on, that fails or ends in the place of one. */
function source(end: (value: number) => IteratorResult<number, undefined> | undefined) {
  let value = 0;
  const back = jest.fn(() => Promise.reject(new Error("cannot be closed")));
  const next = async () => {
    await Promise.resolve();
    return end(++value) ?? { value, done: false };
  };
  return { back, [Symbol.asyncIterator]: () => ({ next, return: back }) };
}

async function read(
  from: Iterable<number> | AsyncIterable<number>,
  signal: AbortSignal,
  most = Infinity,
): Promise<number[]> {
  const items: number[] = [];
  for await (const item of untilAborted(from, signal)) {
    items.push(item);
    if (items.length === most) break;
  }
  return items;
}

describe("a source that is read until the signal aborts", () => {
  test("gives all it has, whether it is asynchronous or not", async () => {
    const ends = source((value) => (value > 3 ? { value: undefined, done: true } : undefined));

    expect(await read(ends, never)).toEqual([1, 2, 3]);
    expect(await read([1, 2, 3], never)).toEqual([1, 2, 3]);
    expect(ends.back).not.toHaveBeenCalled();
  });

  test("is not closed once it has failed", async () => {
    const fails = source((value) => {
      if (value > 1) throw new Error("the table is gone");
      return undefined;
    });

    await expect(read(fails, never)).rejects.toThrow("the table is gone");
    expect(fails.back).not.toHaveBeenCalled();
  });

  test("is not closed once it has failed at once, without a promise", async () => {
    const back = jest.fn(() => Promise.resolve({ value: undefined, done: true as const }));
    const next = (): Promise<IteratorResult<number>> => {
      throw new Error("the table is gone");
    };
    const fails = { [Symbol.asyncIterator]: () => ({ next, return: back }) };

    await expect(read(fails, never)).rejects.toThrow("the table is gone");
    expect(back).not.toHaveBeenCalled();
  });

  test("is closed when nobody reads on, though it cannot be", async () => {
    const endless = source(() => undefined);

    expect(await read(endless, never, 2)).toEqual([1, 2]);
    expect(endless.back).toHaveBeenCalledTimes(1);
  });

  test("is closed when it is cut off, and need not know how", async () => {
    const aborted = AbortSignal.abort("the shop closes");
    const endless = source(() => undefined);
    const bare = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }),
    };

    await expect(read(endless, aborted)).rejects.toBe("the shop closes");
    await expect(read(bare, aborted)).rejects.toBe("the shop closes");
    expect(endless.back).toHaveBeenCalledTimes(1);
  });
});
