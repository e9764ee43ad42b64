import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { memoryStore } from "../../src/stores/memory.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { letTimersFly } from "../support/timers.js";
import { HomemadeStore } from "./support/homemade-store.js";
import { type Transaction, TransactionalStore } from "./support/transactional-store.js";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A caller that is gone after so many milliseconds. */
function goneAfter(ms: number): AbortSignal {
  const caller = new AbortController();
  setTimeout(() => caller.abort("gone"), ms);
  return caller.signal;
}

beforeEach(letTimersFly);
afterEach(() => void jest.useRealTimers());

describe("settleOnce", () => {
  test("resolves to what the work returns, and records that it is done", async () => {
    const store = memoryStore();

    const settled = await settleOnce(store, "payment:1", () => Promise.resolve("invoice 7"));

    expect(settled).toEqual({ outcome: "settled", value: "invoice 7" });
    expect(await store.lookUp("payment:1")).toMatchObject({ status: "done" });
  });

  test("does not call the work while another is at it, nor after it", async () => {
    const store = memoryStore();
    let finish = (): void => undefined;
    const first = settleOnce(store, "payment:1", () => new Promise<void>((end) => (finish = end)));
    const never = () => Promise.reject(new Error("called"));
    await sleep(0);

    expect(await settleOnce(store, "payment:1", never)).toEqual({ outcome: "busy" });
    finish();
    expect(await first).toEqual({ outcome: "settled", value: undefined });
    expect(await settleOnce(store, "payment:1", never)).toEqual({ outcome: "already" });
  });

  test.each([
    {
      how: "throws",
      work: () => {
        throw new Error("no stock");
      },
    },
    { how: "rejects", work: () => Promise.reject(new Error("no stock")) },
  ])("rejects with the work's own error when it $how, and gives the key back", async ({ work }) => {
    const store = memoryStore();

    await expect(settleOnce(store, "payment:1", work)).rejects.toThrow("no stock");

    expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
  });

  test("rejects with the work's error also when the store cannot release", async () => {
    const store = memoryStore();
    store.release = () => Promise.reject(new Error("store is down"));
    const work = () => Promise.reject(new Error("no stock"));

    await expect(settleOnce(store, "payment:1", work)).rejects.toThrow("no stock");
  });

  test("does not give the key back when the store cannot say whether it is recorded", async () => {
    const store = memoryStore();
    store.complete = () => Promise.reject(new Error("answer lost"));

    const settling = settleOnce(store, "payment:1", () => undefined);

    await expect(settling).rejects.toThrow("answer lost");
    expect(await store.lookUp("payment:1")).toEqual({ status: "busy" });
  });

  test("says that the claim was lost when another holder came meanwhile", async () => {
    const store = memoryStore();
    const slow = settleOnce(store, "payment:1", () => sleep(40), { leaseMs: 10 });
    await sleep(20);
    await settleOnce(store, "payment:1", () => undefined);

    expect(await slow).toEqual({ outcome: "lost" });
  });

  test("aborts the work's signal with the caller's reason", async () => {
    const caller = new AbortController();

    const settling = settleOnce(
      memoryStore(),
      "payment:1",
      ({ signal }) => {
        caller.abort("the answer is due");
        signal.throwIfAborted();
      },
      { signal: caller.signal },
    );

    await expect(settling).rejects.toBe("the answer is due");
  });

  test("waits for work that does not listen to its signal, and records it", async () => {
    const store = memoryStore();
    const caller = new AbortController();
    const work = async () => {
      caller.abort();
      await sleep(10);
      return "late";
    };

    const settled = await settleOnce(store, "payment:1", work, { signal: caller.signal });

    expect(settled).toEqual({ outcome: "settled", value: "late" });
  });

  describe("with a transaction to roll back", () => {
    const hung = () => new Promise<never>(() => undefined);

    test("gives the claim up when the caller's signal aborts, and passes over the rest", async () => {
      const store = new TransactionalStore();
      const caller = new AbortController();
      let fail = (): void => undefined;
      const work = ({ tx }: { tx: Transaction }) =>
        new Promise<void>((_resolve, reject) => {
          tx.write("early");
          fail = () => reject(new Error("late"));
          setTimeout(() => caller.abort("the answer is due"), 1);
        });

      const settling = settleOnce(store, "payment:1", work, { signal: caller.signal });

      await expect(settling).rejects.toBe("the answer is due");
      expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
      fail();
      await sleep(5);
      expect(store.committed).toEqual(new Set());
    });

    test("resolves to what the work returns", async () => {
      const store = new TransactionalStore();

      const settled = await settleOnce(store, "payment:1", ({ tx }) => {
        tx.write("credited");
        return "invoice 7";
      });

      expect(settled).toEqual({ outcome: "settled", value: "invoice 7" });
      expect(store.committed).toEqual(new Set(["credited"]));
    });

    test("loses the claim when its lease is over", async () => {
      const store = new TransactionalStore();

      expect(await settleOnce(store, "payment:1", hung, { leaseMs: 10 })).toEqual({
        outcome: "lost",
      });

      expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
    });

    test("ends though the store cannot release", async () => {
      const store = new TransactionalStore();
      store.release = () => Promise.reject(new Error("store is down"));
      const signal = goneAfter(5);

      const lost = settleOnce(store, "payment:1", hung, { leaseMs: 10 });
      await expect(lost).resolves.toEqual({ outcome: "lost" });
      await expect(settleOnce(store, "payment:2", hung, { signal })).rejects.toBe("gone");
    });
  });

  test("does not ask the store when the caller has gone before", async () => {
    const store = memoryStore();
    const signal = AbortSignal.abort("gone");

    await expect(settleOnce(store, "payment:1", () => 1, { signal })).rejects.toBe("gone");

    expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
  });

  test.each([
    { when: "while it waits for the claim", abortAfterMs: 5 },
    { when: "at the moment of the claim", abortAfterMs: 20 },
  ])("gives a claim back when the caller goes $when", async ({ abortAfterMs }) => {
    const caller = new AbortController();
    const store = new (class extends HomemadeStore {
      override async claim(...args: Parameters<HomemadeStore["claim"]>) {
        await sleep(20);
        if (abortAfterMs === 20) caller.abort("gone");
        return super.claim(...args);
      }
    })();
    if (abortAfterMs < 20) setTimeout(() => caller.abort("gone"), abortAfterMs);
    const work = () => Promise.reject(new Error("called"));

    const settling = settleOnce(store, "payment:1", work, { signal: caller.signal });

    await expect(settling).rejects.toBe("gone");
    await sleep(30);
    expect(await store.lookUp("payment:1")).toEqual({ status: "free" });
  });

  test.each([
    {
      how: "fails after the caller has gone",
      claim: async () => {
        await sleep(10);
        throw new Error("store is down");
      },
    },
    { how: "never ends", claim: () => new Promise<never>(() => undefined) },
  ])("does not mind a claim that $how", async ({ claim }) => {
    const store = Object.assign(memoryStore(), { claim });

    const settling = settleOnce(store, "payment:1", () => 1, { signal: goneAfter(5) });

    await expect(settling).rejects.toBe("gone");
    await sleep(20);
  });

  test("gives nothing back when the caller goes while another is at work", async () => {
    const store = memoryStore();
    const release = jest.spyOn(store, "release");
    store.claim = async () => {
      await sleep(10);
      return { status: "busy" };
    };

    const settling = settleOnce(store, "payment:1", () => 1, { signal: goneAfter(5) });

    await expect(settling).rejects.toBe("gone");
    await sleep(20);
    expect(release).not.toHaveBeenCalled();
  });

  test("leaves no timer and no listener behind", async () => {
    const caller = new AbortController();

    await settleOnce(memoryStore(), "payment:1", () => 1, { signal: caller.signal });
    const failing = settleOnce(memoryStore(), "payment:1", () => Promise.reject(new Error("no")));
    await failing.catch(() => undefined);

    expect(jest.getTimerCount()).toBe(0);
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test.each(["", "a\0b", "x".repeat(256), undefined, 7])("refuses the key %j", async (key) => {
    // Callers without types pass what they like.
    const settling = settleOnce(memoryStore(), key as string, () => 1);

    await expect(settling).rejects.toThrow(TypeError);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    "refuses a lease of %d ms",
    async (leaseMs) => {
      const settling = settleOnce(memoryStore(), "payment:1", () => 1, { leaseMs });

      await expect(settling).rejects.toThrow(RangeError);
    },
  );
});
