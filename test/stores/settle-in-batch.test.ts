import { getEventListeners } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { settleOnce } from "../../src/stores/settle-once.js";
import type { CommitResult } from "../../src/stores/types.js";
import { HomemadeBatchStore, type Write } from "./support/homemade-batch-store.js";

const KEY = "payment:gqzdy6chjne9";

describe("settleOnce in a batch store", () => {
  test("resolves to the writes, once they are committed with the mark", async () => {
    const store = new HomemadeBatchStore();

    const settled = await settleOnce(store, KEY, () => Promise.resolve([{ add: "order 7" }]));

    expect(settled).toEqual({ outcome: "settled", value: [{ add: "order 7" }] });
    expect(store.entries).toEqual(["order 7"]);
    expect(await store.lookUp(KEY)).toMatchObject({ status: "done" });
  });

  test("hands the work no transaction, and a signal", async () => {
    const given: unknown[] = [];

    await settleOnce(new HomemadeBatchStore(), KEY, (context) => {
      given.push(context);
      return [];
    });

    expect(given).toEqual([{ tx: undefined, signal: expect.any(AbortSignal) }]);
  });

  test("does not call the work for what is settled", async () => {
    const store = new HomemadeBatchStore();
    await store.commit(KEY, []);
    const never = () => Promise.reject(new Error("called"));

    expect(await settleOnce(store, KEY, never)).toEqual({ outcome: "already" });
  });

  test("writes nothing of whoever was slower", async () => {
    const store = new HomemadeBatchStore();
    let finish: (writes: readonly Write[]) => void = () => undefined;
    const computed = new Promise<readonly Write[]>((resolve) => (finish = resolve));
    const slow = settleOnce(store, KEY, () => computed);
    await settleOnce(store, KEY, () => [{ add: "fast" }]);

    finish([{ add: "slow" }]);

    expect(await slow).toEqual({ outcome: "already" });
    expect(store.entries).toEqual(["fast"]);
  });

  test("is busy while somebody else is committing the key", async () => {
    const store = new HomemadeBatchStore();
    store.commit = () => Promise.resolve("busy");

    expect(await settleOnce(store, KEY, () => [])).toEqual({ outcome: "busy" });
  });

  test.each([undefined, true, "settled", null])(
    "takes %p of a store for no result",
    async (what) => {
      const store = new HomemadeBatchStore();
      store.commit = () => Promise.resolve(what as CommitResult);

      const settling = settleOnce(store, KEY, () => []);

      await expect(settling).rejects.toThrow("store.commit answered");
    },
  );

  test("rejects with what the work throws, and marks nothing", async () => {
    const store = new HomemadeBatchStore();
    const work = () => {
      throw new Error("no stock");
    };

    await expect(settleOnce(store, KEY, work)).rejects.toThrow("no stock");
    expect(await store.lookUp(KEY)).toEqual({ status: "free" });
  });

  test("gives up work that does not listen, and drops what it returns late", async () => {
    const store = new HomemadeBatchStore();
    const caller = new AbortController();
    let finish: (writes: readonly Write[]) => void = () => undefined;
    const computed = new Promise<readonly Write[]>((resolve) => (finish = resolve));
    const settling = settleOnce(
      store,
      KEY,
      () => {
        queueMicrotask(() => caller.abort(new Error("too late")));
        return computed;
      },
      { signal: caller.signal },
    );

    await expect(settling).rejects.toThrow("too late");
    finish([{ add: "late" }]);
    await computed;

    expect(store.entries).toEqual([]);
    expect(await store.lookUp(KEY)).toEqual({ status: "free" });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  test("asks and computes nothing once its signal has aborted", async () => {
    const store = new HomemadeBatchStore();
    store.lookUp = () => Promise.reject(new Error("asked"));
    const signal = AbortSignal.abort(new Error("closing"));

    await expect(settleOnce(store, KEY, () => [], { signal })).rejects.toThrow("closing");
  });
});
