import { afterEach, describe, expect, jest, test } from "@jest/globals";
import nock from "../../support/nock.js";
import { memoryStore, type SettlementStore } from "../../../src/stores/memory.js";
import type { Payment } from "../../../src/types.js";
import { type PaidContext, webhookHandler } from "../../../src/webhooks/index.js";
import { fixture, ORIGIN, testKhipu } from "../../support/client.js";
import { gate, handInTimers } from "../../support/timers.js";
import { answerOf, ORDER, request, shop, signed } from "./setup.js";

/** What Khipu answers when it is asked for the payment. */
function payment(changes: Partial<Payment> = {}): Record<string, unknown> {
  return {
    ...fixture("payment.done"),
    payment_id: "gqzdy6chjne9",
    ...ORDER,
    amount: "5900.0000",
    ...changes,
  };
}

const PENDING = { status: "pending", status_detail: "pending" } as const;

function answering(status: number, body: object) {
  nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").reply(status, body);
}

function confirming(changes: object = {}) {
  const paid: Payment[] = [];
  const mismatches: unknown[] = [];
  const { options, told } = shop({
    onMismatch: (error) => mismatches.push(error.differences),
  });
  const handle = webhookHandler({
    ...options,
    confirmWithKhipu: true,
    khipu: testKhipu(),
    onPaid: (settled) => paid.push(settled),
    ...changes,
  });
  return { handle, store: options.store, paid, mismatches, told };
}

afterEach(() => void jest.useRealTimers());

describe("confirmWithKhipu", () => {
  test("hands onPaid the payment as Khipu has it, with the notification beside it", async () => {
    const contexts: PaidContext<undefined>[] = [];
    const { handle } = confirming({
      onPaid: (settled: Payment, context: PaidContext<undefined>) => {
        expect(settled.status_detail).toBe("normal");
        contexts.push(context);
      },
    });
    answering(200, payment());

    expect(await answerOf(handle(request(await signed())))).toBe("200 settled");
    expect(contexts).toMatchObject([{ notification: { subject: "Order 1042" } }]);
  });

  test("asks once: a repetition is answered without Khipu", async () => {
    const { handle, paid } = confirming();
    const posted = await signed();
    answering(200, payment());

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
    expect(paid).toHaveLength(1);
  });

  test("reads the payment before it is claimed: no connection waits for Khipu", async () => {
    const calls: string[] = [];
    const inner = memoryStore();
    const store: SettlementStore = {
      claim: (key, options) => (calls.push("claim"), inner.claim(key, options)),
      complete: (claim) => (calls.push("complete"), inner.complete(claim)),
      release: (claim) => (calls.push("release"), inner.release(claim)),
      lookUp: (key) => (calls.push("lookUp"), inner.lookUp(key)),
    };
    const get = () => {
      calls.push("get");
      return Promise.resolve(payment() as unknown as Payment);
    };
    const onPaid = () => calls.push("onPaid");
    const { handle } = confirming({ store, onPaid, khipu: { payments: { get } } });
    const posted = await signed();

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
    expect(calls).toEqual(["lookUp", "get", "claim", "onPaid", "complete", "lookUp"]);
  });

  test("asks Khipu nothing about an order that nobody knows", async () => {
    const { handle, told } = confirming({ expect: () => undefined });

    expect(await answerOf(handle(request(await signed())))).toBe("404 no such order");
    expect(told.failures).toMatchObject([{ error: { name: "KhipuNotificationError" } }]);
  });

  test("asks Khipu nothing while somebody else settles it", async () => {
    const { handle, store, paid } = confirming();
    await store.claim("payment:gqzdy6chjne9", { leaseMs: 60_000 });

    expect(await answerOf(handle(request(await signed())))).toBe("503 being settled: try again");
    expect(paid).toEqual([]);
  });

  test("settles once when a hundred come at the same moment, each reading for itself", async () => {
    const get = () => Promise.resolve(payment() as unknown as Payment);
    const { handle, paid } = confirming({ khipu: { payments: { get } } });
    const posted = await signed();

    const answers = await Promise.all(
      Array.from({ length: 100 }, () => answerOf(handle(request(posted)))),
    );

    expect(paid).toHaveLength(1);
    expect(answers.filter((answer) => answer === "200 settled")).toHaveLength(1);
  });

  test.each<[string, Partial<Payment>]>([
    ["verifying", { status: "verifying", status_detail: "pending" }],
    ["pending", { ...PENDING, expires_date: "2999-01-01T00:00:00Z" }],
    ["expired", { ...PENDING, expires_date: "2001-01-01T00:00:00Z" }],
    ["of a state that is not known", { status: "done", status_detail: "in-review" }],
  ])("asks to be told again while the payment is %s", async (_, changes) => {
    const { handle, paid, mismatches, told } = confirming();
    const posted = await signed();
    answering(200, payment(changes));

    expect(await answerOf(handle(request(posted)))).toBe("503 not paid yet: try again");
    expect(told.failures).toMatchObject([{ error: { name: "KhipuMismatchError" } }]);
    answering(200, payment());

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    expect({ paid: paid.length, mismatches }).toEqual({ paid: 1, mismatches: [] });
  });

  test.each<[string, Partial<Payment>]>([
    ["status", { status: "done", status_detail: "reversed" }],
    ["amount", { amount: "59.0000" }],
    ["payment_id", { payment_id: "aaaaaaaaaaaa" }],
    ["receiver_id", { receiver_id: 1 }],
  ])("settles nothing when Khipu tells another %s", async (field, changes) => {
    const { handle, paid, mismatches, store } = confirming();
    answering(200, payment(changes));

    expect(await answerOf(handle(request(await signed())))).toBe("200 not what the order expects");
    expect(mismatches).toMatchObject([[{ field }]]);
    expect(paid).toEqual([]);
    expect(await store.lookUp("payment:gqzdy6chjne9")).toEqual({ status: "free" });
  });

  test("is a mismatch when more than the status differs: time does not mend that", async () => {
    const { handle, mismatches } = confirming();
    answering(200, payment({ ...PENDING, amount: "59.0000" }));

    expect(await answerOf(handle(request(await signed())))).toBe("200 not what the order expects");
    expect(mismatches).toMatchObject([[{ field: "status" }, { field: "amount" }]]);
  });

  test("compares with the notification when expect is skipped", async () => {
    const { handle, mismatches } = confirming({ expect: "skip" });
    answering(200, payment({ amount: "1.0000" }));

    expect(await answerOf(handle(request(await signed())))).toBe("200 not what the order expects");
    expect(mismatches).toMatchObject([[{ field: "amount", expected: "5900.0000" }]]);
  });

  test.each([401, 404, 500])(
    "is a 500 when Khipu answers %i, and then tried again",
    async (status) => {
      const { handle, paid, told } = confirming();
      const posted = await signed();
      answering(status, {});

      expect(await answerOf(handle(request(posted)))).toBe("500 failed: try again");
      expect(told.failures).toMatchObject([{ error: { name: "KhipuApiError", status } }]);
      answering(200, payment());

      expect(await answerOf(handle(request(posted)))).toBe("200 settled");
      expect(paid).toHaveLength(1);
    },
  );

  test("does not begin when Khipu answers too late, even if the reader heeds no signal", async () => {
    handInTimers();
    const [asked, late] = [gate(), gate()];
    const get = async () => {
      asked.open();
      await late.opened;
      return payment() as unknown as Payment;
    };
    const { handle, paid, store } = confirming({ timeoutMs: 40, khipu: { payments: { get } } });

    const answer = answerOf(handle(request(await signed())));
    await asked.opened;
    await jest.advanceTimersByTimeAsync(44);
    expect(await answer).toBe("503 timed out: try again");
    late.open();
    await jest.advanceTimersByTimeAsync(1);
    expect(paid).toEqual([]);
    expect(await store.lookUp("payment:gqzdy6chjne9")).toEqual({ status: "free" });
  });

  test("gives up when Khipu does not answer in time", async () => {
    const { handle, told } = confirming({ timeoutMs: 80 });
    nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").delay(500).reply(200, payment());

    expect(await answerOf(handle(request(await signed())))).toBe("503 timed out: try again");
    expect(told.failures).toMatchObject([{ error: { name: "KhipuTimeoutError", timeoutMs: 80 } }]);
  });
});
