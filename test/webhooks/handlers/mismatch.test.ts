import { describe, expect, test } from "@jest/globals";
import { assertSettles, KhipuMismatchError } from "../../../src/index.js";
import { webhookHandler } from "../../../src/webhooks/index.js";
import { answerOf, ORDER, request, shop, signed } from "./setup.js";

describe("what is not the order's", () => {
  test.each([
    { field: "amount", order: { amount: 5901 } },
    { field: "receiver_id", order: { receiver_id: 1 } },
    { field: "currency", order: { currency: "USD" } },
    { field: "transaction_id", order: { transaction_id: "order-1" } },
  ])("is recorded and never settled when the $field differs", async ({ field, order }) => {
    const mismatches: unknown[] = [];
    const { options, told } = shop({
      expect: () => ({ ...ORDER, ...order }),
      onMismatch: (error, notification) => mismatches.push([error, notification]),
    });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("200 not what the order expects");
    expect(told).toEqual({ paid: [], failures: [] });
    expect(mismatches).toMatchObject([
      [{ name: "KhipuMismatchError", differences: [{ field }] }, { payment_id: "gqzdy6chjne9" }],
    ]);
  });

  test("is told to onError when there is no onMismatch", async () => {
    const { options, told } = shop({
      expect: () => ({ ...ORDER, amount: 1 }),
      mismatchStatus: 422,
    });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("422 not what the order expects");
    expect(told.failures).toMatchObject([
      {
        error: { name: "KhipuMismatchError" },
        context: { status: 422, key: "payment:gqzdy6chjne9" },
      },
    ]);
  });

  test("is told again when it could not be recorded", async () => {
    const { options, told } = shop({
      expect: () => ({ ...ORDER, amount: 1 }),
      onMismatch: () => {
        throw new Error("the table is full");
      },
    });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("500 failed: try again");
    expect(told.failures).toMatchObject([{ error: { message: "the table is full" } }]);
  });

  test("can also be said by onPaid, which settles nothing then", async () => {
    const mismatches: unknown[] = [];
    const { options } = shop({
      expect: "skip",
      onPaid: (payment) => assertSettles(payment, { ...ORDER, amount: 1 }),
      onMismatch: (error) => mismatches.push(error.differences),
    });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("200 not what the order expects");
    expect(mismatches).toEqual([[{ field: "amount", expected: 1, actual: "5900.0000" }]]);
    expect(await options.store.lookUp("payment:gqzdy6chjne9")).toEqual({ status: "free" });
  });

  test("is a repetition when the payment was settled before the order was changed", async () => {
    let order: typeof ORDER | { readonly [field in keyof typeof ORDER]: string | number } = ORDER;
    const { options, told } = shop({ expect: () => order as typeof ORDER });
    const handle = webhookHandler(options);
    const posted = await signed();

    expect(await answerOf(handle(request(posted)))).toBe("200 settled");
    order = { ...ORDER, amount: 7000 };

    expect(await answerOf(handle(request(posted)))).toBe("200 already settled");
    expect(told.failures).toEqual([]);
  });

  test("is none the less a mismatch for naming no field", async () => {
    const { options, told } = shop({
      onPaid: () => {
        throw new KhipuMismatchError("assertOpen", []);
      },
    });

    const answer = await answerOf(webhookHandler(options)(request(await signed())));

    expect(answer).toBe("200 not what the order expects");
    expect(told.failures).toMatchObject([{ context: { status: 200 } }]);
  });

  test("is a mismatch, not a payment to wait for, when a reference reads like a state", async () => {
    const { options, told } = shop({ expect: () => ORDER });
    const posted = await signed({ transaction_id: "pending" });

    expect(await answerOf(webhookHandler(options)(request(posted)))).toBe(
      "200 not what the order expects",
    );
    expect(told.failures).toMatchObject([{ error: { name: "KhipuMismatchError" } }]);
  });
});
