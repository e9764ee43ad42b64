import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { reconcilePayments, type ReconcileOptions, type VerdictEvent } from "../../src/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { fixture, ORIGIN, testKhipu } from "../support/client.js";
import { asWord, everythingShownBy } from "../support/secrets.js";

const ORDER = { receiver_id: 990939, transaction_id: "order-1042", amount: 5900, currency: "CLP" };

/** Reconciles one payment that Khipu has like this, and tells the verdicts. */
async function reconcile(has: object, changes: Partial<ReconcileOptions<string>> = {}) {
  const verdicts: VerdictEvent[] = [];
  const answer = { ...fixture("payment.done"), ...ORDER, payment_id: "gqzdy6chjne9", ...has };
  nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").reply(200, answer);
  const summary = await reconcilePayments(testKhipu(), ["gqzdy6chjne9"], {
    store: memoryStore(),
    expect: () => ORDER,
    onPaid: () => undefined,
    onVerdict: (event) => verdicts.push(event),
    ...changes,
  });
  return { verdicts, summary };
}

async function settledStore() {
  const store = memoryStore();
  const result = await store.claim("payment:gqzdy6chjne9", { leaseMs: 1_000 });
  if (result.status === "claimed") await store.complete(result.claim);
  return store;
}

async function busyStore() {
  const store = memoryStore();
  await store.claim("payment:gqzdy6chjne9", { leaseMs: 60_000 });
  return store;
}

function broken(): never {
  throw new Error("the database is down");
}

describe("reconcilePayments tells onVerdict", () => {
  test("of a settlement, with the id in the key alone", async () => {
    const begun = performance.now();
    const { verdicts } = await reconcile({});
    const took = performance.now() - begun;

    const durationMs = expect.any(Number);
    const key = "payment:gqzdy6chjne9";
    expect(verdicts).toEqual([{ source: "reconciliation", verdict: "settled", durationMs, key }]);
    expect(verdicts[0]?.durationMs).toBeGreaterThan(0);
    expect(verdicts[0]?.durationMs).toBeLessThanOrEqual(took);
    const labels = verdicts.map(({ key: _, ...rest }) => rest);
    for (const personal of ["gqzdy6chjne9", "5900", "order-1042", "payer"]) {
      expect(everythingShownBy(labels)).not.toMatch(asWord(personal));
    }
  });

  test.each([
    ["mismatch", undefined, { amount: "1.0000" }, {}],
    ["unknown-order", undefined, {}, { expect: () => undefined }],
    ["unpaid", "verifying", { status: "verifying" }, {}],
    ["unpaid", "reversed", { status_detail: "reversed" }, {}],
    ["failed", "error", {}, { onPaid: broken }],
    ["failed", "error", { payment_id: "another" }, {}],
  ])("of %s (%s)", async (verdict, reason, has, changes) => {
    const { verdicts } = await reconcile(has, changes);

    expect(verdicts).toEqual([expect.objectContaining({ verdict, ...(reason && { reason }) })]);
  });

  test("of what was settled before, and of what somebody else is settling", async () => {
    const already = await reconcile({}, { store: await settledStore() });
    const busy = await reconcile({}, { store: await busyStore() });

    expect(already.verdicts).toMatchObject([{ verdict: "already" }]);
    expect(busy.verdicts).toMatchObject([{ verdict: "busy" }]);
    expect(busy.summary).toMatchObject({ done: 1, failed: 1, resumeFrom: 0 });
  });

  test("of a claim that ran out while it was settled", async () => {
    const store = Object.assign(memoryStore(), { complete: () => Promise.resolve(false) });

    const { verdicts, summary } = await reconcile({}, { store });

    expect(verdicts).toMatchObject([{ verdict: "failed", reason: "claim-lost" }]);
    expect(summary).toMatchObject({ done: 1, failed: 1, settled: 0, resumeFrom: 0 });
  });

  test("that Khipu could not be asked", async () => {
    const verdicts: VerdictEvent[] = [];
    nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").reply(500, {});

    await reconcilePayments(testKhipu(), ["gqzdy6chjne9"], {
      store: memoryStore(),
      expect: "skip",
      onPaid: () => undefined,
      onVerdict: (event) => verdicts.push(event),
    });

    expect(verdicts).toMatchObject([{ verdict: "failed", reason: "service" }]);
  });

  test.each<[string, () => unknown]>([
    ["throws", broken],
    ["rejects", () => Promise.reject(new Error("later"))],
    ["never ends", () => new Promise(() => undefined)],
  ])("and goes on when it %s", async (_, onVerdict) => {
    const { summary } = await reconcile({}, { onVerdict });

    expect(summary).toMatchObject({ settled: 1, resumeFrom: 1 });
  });

  test("which must be a function", async () => {
    const run = reconcilePayments(testKhipu(), [], {
      store: memoryStore(),
      expect: "skip",
      onPaid: () => undefined,
      onVerdict: "console" as never,
    });

    await expect(run).rejects.toThrow(/^onVerdict must be a function$/);
  });
});

describe("reconcilePayments tells onError", () => {
  test.each<[string, () => Promise<Partial<ReconcileOptions<string>>>, Error]>([
    [
      "no order is known",
      () => Promise.resolve({ expect: () => undefined }),
      new TypeError("no order is known for payment gqzdy6chjne9"),
    ],
    [
      "somebody else settles it",
      async () => ({ store: await busyStore() }),
      new Error("payment gqzdy6chjne9 is being settled elsewhere"),
    ],
    [
      "its claim ran out",
      () =>
        Promise.resolve({
          store: Object.assign(memoryStore(), { complete: () => Promise.resolve(false) }),
        }),
      new Error("the claim of payment gqzdy6chjne9 ran out while it was settled"),
    ],
  ])("that %s", async (_, changes, error) => {
    const told: unknown[] = [];

    await reconcile({}, { ...(await changes()), onError: (failure) => told.push(failure) });

    expect(told).toEqual([error]);
  });

  test.each<[string, object, object]>([
    [
      "lacks its amount",
      { amount: undefined },
      {
        name: "TypeError",
        message: "expected.amount must be a number or a decimal, got undefined",
      },
    ],
    [
      "has one that can mean two",
      { amount: "5.900" },
      { name: "RangeError", message: expect.stringMatching(/^expected.amount: "5.900" can mean/) },
    ],
  ])("of an order that %s, and leaves it to the next run", async (_, wrong, error) => {
    const calls: unknown[] = [];

    const { summary } = await reconcile(
      {},
      {
        expect: () => ({ ...ORDER, ...wrong }),
        onPaid: () => calls.push("paid"),
        onMismatch: () => calls.push("mismatch"),
        onError: (failure) => calls.push(failure),
      },
    );

    expect(calls).toEqual([expect.objectContaining(error)]);
    expect(summary).toMatchObject({ failed: 1, mismatched: 0, settled: 0, resumeFrom: 0 });
  });

  test("nothing of what was settled before", async () => {
    const told: unknown[] = [];
    const store = await settledStore();

    await reconcile({}, { store, onError: (failure) => told.push(failure) });

    expect(told).toEqual([]);
  });
});
