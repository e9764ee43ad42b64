import { describe, expect, jest, test } from "@jest/globals";
import nock from "../support/nock.js";
import {
  type Charge,
  type ChargeEvent,
  openpayHandler,
  settleCharge,
} from "../../src/openpay/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { failureOf } from "../support/client.js";
import { fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";

const event = fixture<ChargeEvent>("chargeSucceeded.khipu-email.event");
const { transaction: charge } = event;
const expected = { order_id: "L0WP34-1", amount: "1000.00", currency: "CLP" };

/** What a webhook of the charge is answered. */
async function post(handle: ReturnType<typeof openpayHandler>): Promise<number> {
  nock(ORIGIN).get(`/v1/${MERCHANT}/charges/${charge.id}`).reply(200, charge);
  const body = JSON.stringify(event);
  const request = new Request("https://shop.example.com", { method: "POST", body });
  return (await handle(request)).status;
}

describe("settleCharge", () => {
  test("delivers once, however often it is called", async () => {
    const store = memoryStore();
    const onPaid = jest.fn<(charge: Charge) => void>();

    const outcomes = [];
    for (let i = 0; i < 3; i++)
      outcomes.push(await settleCharge(charge, { store, expected, onPaid }));

    expect(outcomes).toEqual(["settled", "already", "already"]);
    expect(onPaid.mock.calls.map(([paid]) => paid)).toEqual([charge]);
  });

  test("leaves alone what a webhook has settled, and the other way round", async () => {
    for (const isFirst of [true, false]) {
      const store = memoryStore();
      const onPaid = jest.fn<(charge: Charge) => void>();
      const openpay = testOpenpay();
      const onError = jest.fn();
      const handle = openpayHandler({ openpay, store, onPaid, onError, expect: () => expected });

      if (isFirst) expect(await settleCharge(charge, { store, expected, onPaid })).toBe("settled");
      expect(await post(handle)).toBe(200);
      expect(await settleCharge(charge, { store, expected, onPaid })).toBe("already");

      expect(onPaid).toHaveBeenCalledTimes(1);
    }
  });

  test("is busy while somebody else is at it", async () => {
    const store = memoryStore();
    const outcomes: string[] = [];
    const onPaid = async () => {
      outcomes.push(await settleCharge(charge, { store, expected, onPaid: () => undefined }));
    };

    outcomes.push(await settleCharge(charge, { store, expected, onPaid, leaseMs: 1_000 }));

    expect(outcomes).toEqual(["busy", "settled"]);
  });

  test("gives the claim back when delivering fails, and throws the same", async () => {
    const store = memoryStore();
    const broken = new Error("the warehouse is on fire");
    const onPaid = () => Promise.reject(broken);

    expect(await failureOf(settleCharge(charge, { store, expected, onPaid }))).toBe(broken);
    expect(await settleCharge(charge, { store, expected, onPaid: () => undefined })).toBe(
      "settled",
    );
  });

  test.each([
    ["is pending", { status: "charge_pending" }, "status"],
    ["is of another order", { order_id: "other" }, "order_id"],
    ["is of another amount", { amount: 999 }, "amount"],
  ])("delivers nothing for a charge that %s", async (_, change, field) => {
    const store = memoryStore();
    const onPaid = jest.fn<() => void>();

    const error = await failureOf(
      settleCharge({ ...charge, ...change }, { store, expected, onPaid }),
    );

    expect(error).toMatchObject({ name: "KhipuMismatchError", differences: [{ field }] });
    expect(onPaid).not.toHaveBeenCalled();
    expect(await store.lookUp(`charge:${charge.id}`)).toEqual({ status: "free" });
  });

  test("heeds a signal", async () => {
    const signal = AbortSignal.abort("too late");
    const settling = settleCharge(charge, {
      ...{ store: memoryStore(), expected, signal },
      onPaid: () => undefined,
    });

    expect(await failureOf(settling)).toBe("too late");
  });
});
