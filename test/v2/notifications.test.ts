import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { ExpectedPaymentV2 } from "../../src/v2/index.js";
import { parseTokenNotification } from "../../src/v2/index.js";
import { failureOf } from "../support/client.js";
import { untyped } from "../support/untyped.js";
import { BASE_PATH, fixture, fixtureText, ORIGIN, testKhipuV2 } from "./support/client.js";

const TOKEN = "9dec8aa176c5223026919b3b5579a4776923e646ff3be686b9e6b62ec042e91f";
const FORM = fixtureText("notifyPaymentConciliated.request.form");
const PAID = { ...fixture("getPaymentById.pending"), status: "done", status_detail: "normal" };
const ORDER = { transaction_id: "zwo3wqz6uulcvajt", amount: 350, currency: "BOB" };
const { notifications } = testKhipuV2();

function khipuAnswers(body: object, status = 200) {
  const query = { notification_token: TOKEN };
  nock(ORIGIN).get(`${BASE_PATH}/payments`).query(query).reply(status, body);
}

describe("parseTokenNotification", () => {
  test.each([
    ["text", FORM],
    ["the other name of the version", fixtureText("notifyPaymentConciliated.other-name.form")],
    ["another order of the fields", `notification_token=${TOKEN}&api_version=1.3`],
    ["bytes", new TextEncoder().encode(FORM)],
    ["a Buffer", Buffer.from(FORM)],
    ["an ArrayBuffer", new TextEncoder().encode(FORM).buffer],
    ["form data", new URLSearchParams(FORM)],
    ["an object that a framework made", { api_version: "1.3", notification_token: TOKEN }],
    ["further fields", `${FORM}&something=else`],
  ])("reads %s", (_name, body) => {
    expect(parseTokenNotification(body)).toEqual({ api_version: "1.3", notification_token: TOKEN });
  });

  test.each([
    ["nothing", ""],
    ["null", null],
    ["undefined", undefined],
    ["an empty token", "api_version=1.3&notification_token="],
    ["no token", "api_version=1.3"],
    ["a list of tokens", { api_version: "1.3", notification_token: [TOKEN] }],
    ["a notification 3.0", '{"payment_id":"gqzdy6chjne9","receiver_id":985101}'],
    ["a parsed notification 3.0", { payment_id: "gqzdy6chjne9" }],
    ["version 1.2", `api_version=1.2&notification_token=${TOKEN}`],
    ["no version", `notification_token=${TOKEN}`],
  ])("refuses %s", (_name, body) => {
    const parse = () => parseTokenNotification(untyped(body));

    expect(failureOfCall(parse)).toMatchObject({
      name: "KhipuNotificationError",
      operation: "parseTokenNotification",
      reason: "not-a-notification",
    });
  });
});

describe("notifications.confirm", () => {
  test.each<[string, ExpectedPaymentV2]>([
    ["its reference", ORDER],
    ["its payment_id", { payment_id: "gqzdy6chjne9", amount: "350.00", currency: "BOB" }],
    ["the receiver named", { ...ORDER, receiver_id: 985101 }],
  ])("gives the payment that Khipu has, by %s", async (_name, expected) => {
    khipuAnswers(PAID);

    await expect(notifications.confirm(FORM, expected)).resolves.toEqual(PAID);
  });

  test("finds the order once the payment says which it is", async () => {
    khipuAnswers(PAID);
    const orders = new Map([[ORDER.transaction_id, ORDER]]);

    const payment = await notifications.confirm(FORM, async ({ transaction_id }) =>
      Promise.resolve(orders.get(transaction_id ?? "")),
    );

    expect(payment.payment_id).toBe("gqzdy6chjne9");
  });

  test.each([undefined, null])("refuses an order that is not found: %s", async (found) => {
    khipuAnswers(PAID);

    const confirming = notifications.confirm(FORM, () => untyped(found));

    expect(await failureOf(confirming)).toMatchObject({
      name: "KhipuNotificationError",
      message: expect.stringContaining("no order is known for payment gqzdy6chjne9"),
    });
  });

  test.each<[string, object, Partial<ExpectedPaymentV2>]>([
    ["amount", { amount: "349.0000" }, {}],
    ["currency", { currency: "CLP" }, {}],
    ["transaction_id", { transaction_id: "another" }, {}],
    ["receiver_id", { receiver_id: 1 }, {}],
    ["receiver_id", {}, { receiver_id: 1 }],
    ["status", { status: "verifying" }, {}],
    ["status", { status_detail: "rejected-by-payer" }, {}],
    ["status", { status_detail: "reversed" }, {}],
  ])("refuses a payment whose %s is another: %j %j", async (field, changes, expected) => {
    khipuAnswers({ ...PAID, ...changes });

    expect(await failureOf(notifications.confirm(FORM, { ...ORDER, ...expected }))).toMatchObject({
      name: "KhipuMismatchError",
      differences: [{ field }],
    });
  });

  test("asks Khipu nothing for what is no notification", async () => {
    const error = await failureOf(notifications.confirm("{}", ORDER));

    expect(error).toMatchObject({ name: "KhipuNotificationError" });
  });

  test("rejects when Khipu cannot be asked", async () => {
    khipuAnswers(fixture("refusal.503"), 503);

    expect(await failureOf(notifications.confirm(FORM, ORDER))).toMatchObject({
      name: "KhipuApiError",
      operation: "getPayments",
      status: 503,
    });
  });

  test("rejects with the reason of its own signal", async () => {
    const signal = AbortSignal.abort("too late");

    expect(await failureOf(notifications.confirm(FORM, ORDER, { signal }))).toBe("too late");
  });
});

function failureOfCall(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
