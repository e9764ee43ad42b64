import { beforeEach, describe, expect, jest, test } from "@jest/globals";
import nock from "../support/nock.js";
import {
  type Charge,
  type ChargeEvent,
  type ConfirmedCharge,
  openpayHandler,
  type OpenpayHandlerOptions,
} from "../../src/openpay/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { untyped } from "../support/untyped.js";
import { fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";

const event = fixture<ChargeEvent>("chargeSucceeded.khipu-email.event");
const { transaction: charge } = event;
const order = { order_id: "L0WP34-1", amount: 1000, currency: "CLP" };
const failed = { status: "failed", error_message: "expired" };

const onPaid = jest.fn<(charge: Charge) => void>();
const onChange = jest.fn<(confirmed: ConfirmedCharge) => void>();
const onError = jest.fn<(error: unknown, context: { status: number }) => void>();

beforeEach(() => {
  for (const mock of [onPaid, onChange, onError]) mock.mockReset();
});

function handler(options: Partial<OpenpayHandlerOptions> = {}) {
  return openpayHandler({
    openpay: testOpenpay(),
    store: memoryStore(),
    expect: ({ order_id }) => (order_id === order.order_id ? order : undefined),
    ...{ onPaid, onChange, onError },
    ...options,
  });
}

/** Posts an event, of a charge that Openpay has like this. */
async function post(handle: ReturnType<typeof handler>, type: string, has?: object, headers = {}) {
  if (has) {
    const path = `/v1/${MERCHANT}/charges/${charge.id}`;
    nock(ORIGIN)
      .get(path)
      .reply(200, { ...charge, ...has });
  }
  const body = JSON.stringify({ ...event, type, verification_code: "Yr8XpTv2" });
  const request = new Request("https://shop.example.com/openpay", {
    method: "POST",
    body,
    headers,
  });
  return (await handle(request)).status;
}

describe("openpayHandler", () => {
  test("tells its verdicts, also of what settles nothing", async () => {
    const verdicts: unknown[] = [];
    const handle = handler({ onVerdict: (event) => verdicts.push(event) });

    await post(handle, "charge.succeeded", {});
    await post(handle, "charge.succeeded", { amount: 1 });
    await post(handle, "verification");

    expect(verdicts).toMatchObject([
      { source: "openpay", verdict: "settled", key: `charge:${charge.id}` },
      { source: "openpay", verdict: "already" },
      { source: "openpay", verdict: "noted", status: 200 },
    ]);
  });

  test("delivers a charge that is paid once, however often it is told", async () => {
    const handle = handler();

    expect(await post(handle, "charge.succeeded", {})).toBe(200);
    expect(await post(handle, "charge.succeeded", {})).toBe(200);

    expect(onPaid).toHaveBeenCalledTimes(1);
    expect(onPaid.mock.calls[0]?.[0]).toEqual(charge);
    expect(onChange).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test("tells of everything else once per event and state", async () => {
    const handle = handler();
    const refund = fixture<{ transaction: Required<Charge> }>("chargeRefunded.adyen.event")
      .transaction.refund;
    const part = { refund: { ...refund, amount: 100 } };

    expect(await post(handle, "charge.succeeded", {})).toBe(200);
    for (const type of ["charge.refunded", "charge.refunded", "charge.created"]) {
      expect(await post(handle, type, part)).toBe(200);
    }

    expect(onPaid).toHaveBeenCalledTimes(1);
    expect(onChange.mock.calls.map(([told]) => [told.event.type, told.state])).toEqual([
      ["charge.refunded", "partiallyRefunded"],
      ["charge.created", "partiallyRefunded"],
    ]);
  });

  test.each(["charge.a", "chargeback.created", "chargeback.accepted", "chargeback.rejected"])(
    "does nothing for %s on a paid charge: a stranger may have made it up",
    async (type) => {
      const onMismatch = jest.fn();

      expect(await post(handler({ onMismatch }), type, {})).toBe(200);

      expect(onChange).not.toHaveBeenCalled();
      expect(onMismatch).toHaveBeenCalledTimes(1);
    },
  );

  test("never delivers for a failed charge", async () => {
    expect(await post(handler(), "charge.failed", failed)).toBe(200);

    expect(onPaid).not.toHaveBeenCalled();
    expect(onChange.mock.calls[0]?.[0]).toMatchObject({ state: "failed" });
  });

  test.each([
    ["pending", { status: "charge_pending" }, 503],
    ["verifying", { status: "pending_confirmation" }, 503],
    ["of a status nobody knows", { status: "approved" }, 503],
    ["failed", failed, 200],
  ])("does not believe that a charge succeeded which is %s", async (_, has, status) => {
    expect(await post(handler(), "charge.succeeded", has)).toBe(status);

    expect(onPaid).not.toHaveBeenCalled();
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ name: "KhipuMismatchError" });
  });

  test("does not deliver for another amount, and says so", async () => {
    const onMismatch = jest.fn<() => void>();
    const handle = handler({ expect: () => ({ ...order, amount: 1001 }), onMismatch });

    expect(await post(handle, "charge.succeeded", {})).toBe(200);

    expect(onPaid).not.toHaveBeenCalled();
    expect(onMismatch).toHaveBeenCalledTimes(1);
  });

  test("asks to be told again about an order that it does not know", async () => {
    expect(await post(handler({ expect: () => undefined }), "charge.succeeded", {})).toBe(404);
  });

  test("compares with nothing when it is told so", async () => {
    expect(await post(handler({ expect: "skip" }), "charge.succeeded", {})).toBe(200);

    expect(onPaid).toHaveBeenCalledTimes(1);
  });

  test("does nothing about changes unless it is asked to", async () => {
    expect(await post(handler({ onChange: undefined }), "charge.failed", failed)).toBe(200);
  });

  test("answers a verification, and tells its code", async () => {
    expect(await post(handler(), "verification")).toBe(200);

    expect(String(onError.mock.calls[0]?.[0])).toContain("asks for the code Yr8XpTv2");
    expect(onError.mock.calls[0]?.[1]).toEqual({ status: 200 });
  });

  test("does not show a code that is none", async () => {
    const body = JSON.stringify({ type: "verification", verification_code: "<b>call me</b>" });
    const request = new Request("https://shop.example.com", { method: "POST", body });

    expect((await handler()(request)).status).toBe(200);
    expect(String(onError.mock.calls[0]?.[0])).toContain("the code (unreadable)");
  });

  test.each([
    ["right", "Basic b3BlbnBheTpob29rLXBhc3N3b3JkLTdkMzE=", 200],
    ["wrong", "Basic b3BlbnBheTpob29r", 400],
    ["missing", undefined, 400],
  ])("checks credentials that are %s", async (_, authorization, status) => {
    const webhookCredentials = { user: "openpay", password: "hook-password-7d31" };
    const handle = handler({ openpay: testOpenpay({ webhookCredentials }) });
    const headers = authorization === undefined ? {} : { authorization };

    expect(await post(handle, "charge.succeeded", status === 200 ? {} : undefined, headers)).toBe(
      status,
    );
    expect(onPaid).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });

  test("pays no heed to credentials that nobody asked for", async () => {
    const headers = { authorization: "Basic b3BlbnBheTpob29r" };

    expect(await post(handler(), "charge.succeeded", {}, headers)).toBe(200);
  });

  test.each([
    ["Openpay knows no such charge", 404, 400],
    ["Openpay cannot tell", 503, 500],
    ["the key is wrong", 401, 500],
  ])("delivers nothing when %s", async (_, status, answer) => {
    nock(ORIGIN).get(`/v1/${MERCHANT}/charges/${charge.id}`).reply(status, "");

    expect(await post(handler(), "charge.succeeded")).toBe(answer);
    expect(onPaid).not.toHaveBeenCalled();
  });

  test.each([
    ["openpay", { openpay: undefined }],
    ["expect", { expect: "everything" }],
    ["onPaid", { onPaid: undefined }],
    ["onChange", { onChange: 7 }],
    ["store", { store: undefined }],
  ])("is not made without a usable %s", (name, options) => {
    expect(() => handler(untyped(options))).toThrow(name);
  });
});
