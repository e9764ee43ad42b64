import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import nock from "../support/nock.js";
import {
  moneyReturned,
  type Payment,
  type PaymentRefund,
  refundState,
  waitForReturn,
} from "../../src/index.js";
import { fixture, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

const PAID: Payment = {
  ...untyped<Payment>(fixture("payment.done")),
  payment_id: "gqzdy6chjne9",
  amount: "5000.0000",
  currency: "CLP",
  status: "done",
  status_detail: "normal",
};
const NOTHING = {
  pending: "0.0000",
  authorized: "0.0000",
  paid: "0.0000",
  expired: "0.0000",
  unknown: "0.0000",
  total: "0.0000",
  isOver: false,
};

/** A payment that lists one refund for each of these. */
function refunded(...refunds: [status: string, amount: string][]): Payment {
  const list = refunds.map(([status, amount], n) => ({
    ...{ id: `r${n}`, status, amount, currency: "CLP", request_date: "2026-09-01T12:00:00Z" },
  }));
  return { ...PAID, status_detail: "partially-refunded", refunds: list };
}

describe("refundState", () => {
  test.each([
    ["pending", "pending"],
    ["AUTHORIZED", "authorized"],
    ["Paid", "paid"],
    ["expired", "expired"],
    ["of-tomorrow", "unknown"],
    [undefined, "unknown"],
  ])("of %p is %s", (status, state) => {
    expect(refundState(untyped<PaymentRefund>({ status }))).toBe(state);
  });
});

describe("moneyReturned", () => {
  test.each<[string, Payment, Partial<typeof NOTHING>]>([
    ["nothing", PAID, {}],
    ["an empty list", { ...PAID, refunds: [], total_refunded: "0.0000" }, {}],
    [
      "one of each state",
      refunded(["pending", "100"], ["authorized", "200"], ["paid", "300"], ["expired", "400"]),
      {
        pending: "100.0000",
        authorized: "200.0000",
        paid: "300.0000",
        expired: "400.0000",
        total: "600.0000",
      },
    ],
    [
      "what is at the payer",
      refunded(["paid", "300.0000"], ["PAID", "50.00"]),
      { paid: "350.0000", total: "350.0000", isOver: true },
    ],
    ["what never will be", refunded(["expired", "300"]), { expired: "300.0000", isOver: true }],
    [
      "what is paid, and what never will be",
      refunded(["expired", "300"], ["paid", "300"]),
      { expired: "300.0000", paid: "300.0000", total: "300.0000", isOver: true },
    ],
    [
      "what is on its way",
      refunded(["authorized", "300"]),
      { authorized: "300.0000", total: "300.0000" },
    ],
    [
      "a void of what was given back in part before",
      { ...refunded(["paid", "300"]), status_detail: "reversed" },
      { pending: "4700.0000", paid: "300.0000", total: "5000.0000" },
    ],
    [
      "a state nobody knows",
      refunded(["of-tomorrow", "300"]),
      { unknown: "300.0000", total: "300.0000" },
    ],
    [
      "a total without a list",
      { ...PAID, total_refunded: "700.0000" },
      { unknown: "700.0000", total: "700.0000" },
    ],
    [
      "a total that the list does not explain",
      { ...refunded(["paid", "300"]), total_refunded: "700.0000" },
      { paid: "300.0000", unknown: "400.0000", total: "700.0000" },
    ],
    [
      "a void",
      { ...PAID, status_detail: "reversed" },
      { pending: "5000.0000", total: "5000.0000" },
    ],
    [
      "a void that has arrived",
      { ...PAID, status_detail: "reversed", void_payout_date: "2026-09-03T12:00:00Z" },
      { paid: "5000.0000", total: "5000.0000", isOver: true },
    ],
  ])("tells %s", (_, payment, told) => {
    expect(moneyReturned(payment)).toEqual({ ...NOTHING, ...told });
  });

  test.each(["mucho", "1.000", ""])("does not guess an amount of %j", (amount) => {
    expect(() => moneyReturned(refunded(["paid", amount]))).toThrow(
      new RangeError("payment gqzdy6chjne9 has an amount that cannot be read"),
    );
  });

  test("adds up without losing a fraction", () => {
    const cents = fc.array(fc.integer({ min: 1, max: 10 ** 8 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(cents, (amounts) => {
        const list = amounts.map((n): [string, string] => ["paid", (n / 100).toFixed(2)]);
        const { paid } = moneyReturned({ ...refunded(...list), currency: "USD" });
        expect(Number(paid.replace(".", ""))).toBe(amounts.reduce((a, b) => a + b, 0) * 100);
      }),
    );
  });
});

describe("waitForReturn", () => {
  const options = { intervalMs: 100, timeoutMs: 5_000 };
  const answers = (...payments: Payment[]) => {
    for (const payment of payments) {
      nock(ORIGIN).get(`/v3/payments/${PAID.payment_id}`).reply(200, payment);
    }
  };

  test("waits until all that is given back has arrived or has expired", async () => {
    answers(PAID, refunded(["pending", "300"], ["expired", "5"]), refunded(["paid", "300"]));

    await expect(waitForReturn(testKhipu(), PAID.payment_id, options)).resolves.toMatchObject({
      paid: "300.0000",
      isOver: true,
    });
  });

  test.each<[string, Partial<typeof NOTHING>]>([
    ["expired", { expired: "5.0000" }],
    ["paid", { paid: "5.0000" }],
  ])("waits for one refund among others, until it is %s", async (state, told) => {
    answers(
      PAID,
      refunded(["pending", "300"]),
      refunded(["paid", "300"], ["authorized", "5"]),
      refunded(["pending", "300"], [state, "5"]),
    );
    const one = { ...options, refundId: "r1" };

    await expect(waitForReturn(testKhipu(), PAID.payment_id, one)).resolves.toMatchObject({
      ...told,
      pending: "300.0000",
      isOver: false,
    });
  });
});
