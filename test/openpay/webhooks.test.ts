import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import type { Charge, ChargeEvent } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { everythingShownBy } from "../support/secrets.js";
import { AUTHORIZATION, fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";

const event = fixture<ChargeEvent>("chargeSucceeded.adyen.event");
const { transaction: charge } = event;
const openpay = testOpenpay();
const READ = `/v1/${MERCHANT}/charges/${charge.id}`;

/** What Openpay has, when it is asked. */
function has(change: object = {}): void {
  nock(ORIGIN, { reqheaders: { authorization: AUTHORIZATION } })
    .get(READ)
    .reply(200, { ...charge, ...change });
}
const refund = (status: string) => {
  const { refund: example } = fixture<{ transaction: Required<Charge> }>(
    "chargeRefunded.adyen.event",
  ).transaction;
  return { refund: { ...example, status } };
};

describe("webhooks.confirm", () => {
  test("resolves to the charge as Openpay has it, not as it was posted", async () => {
    has({ refund: { ...refund("completed").refund, amount: 5 } });

    await expect(openpay.webhooks.confirm(JSON.stringify(event))).resolves.toEqual({
      kind: "charge",
      event,
      charge: { ...charge, refund: { ...refund("completed").refund, amount: 5 } },
      state: "partiallyRefunded",
    });
  });

  test.each([
    ["charge.succeeded", {}, "paid"],
    ["charge.succeeded", refund("pending_confirmation"), "refundPending"],
    ["charge.succeeded", refund("completed"), "fullyRefunded"],
    ["charge.succeeded", { status: "chargeback_pending" }, "chargeback"],
    ["charge.failed", { status: "failed" }, "failed"],
    ["charge.failed", { status: "cancelled" }, "cancelled"],
    ["charge.cancelled", { status: "cancelled" }, "cancelled"],
    ["charge.refunded", refund("completed"), "fullyRefunded"],
    ["charge.refund.failed", refund("failed"), "paid"],
    ["charge.created", { status: "charge_pending" }, "pending"],
    ["charge.created", {}, "paid"],
    ["charge.rescored.to.decline", { status: "failed" }, "failed"],
    ["chargeback.created", { status: "chargeback_pending" }, "chargeback"],
    ["chargeback.created", { status: "chargeback_accepted" }, "chargeback"],
    ["chargeback.accepted", { status: "CHARGEBACK_ACCEPTED" }, "chargeback"],
    ["chargeback.accepted", { status: "chargeback_adjustment" }, "chargeback"],
    ["chargeback.rejected", { status: "chargeback_adjustment" }, "chargeback"],
  ])("takes %s for a charge that is %j", async (type, change, state) => {
    has(change);

    await expect(openpay.webhooks.confirm({ ...event, type })).resolves.toMatchObject({ state });
  });

  test.each([
    ["charge.succeeded", { status: "charge_pending" }, "pending"],
    ["charge.succeeded", { status: "pending_confirmation" }, "verifying"],
    ["charge.succeeded", { status: "failed" }, "failed"],
    ["charge.succeeded", { status: "approved" }, "unknown"],
    ["charge.failed", {}, "paid"],
    ["charge.failed", { status: "charge_pending" }, "pending"],
    ["charge.refunded", {}, "paid"],
    ["charge.refunded", refund("pending_confirmation"), "refundPending"],
    ["charge.refund.failed", refund("pending_confirmation"), "refundPending"],
    ["charge.refund.failed", {}, "paid"],
    ["charge.cancelled", {}, "paid"],
    ["charge.rescored.to.decline", {}, "paid"],
    ["charge.created", { status: "approved" }, "unknown"],
    ["chargeback.created", {}, "paid"],
    ["chargeback.created", refund("completed"), "fullyRefunded"],
    ["chargeback.accepted", {}, "paid"],
    ["chargeback.accepted", { status: "chargeback_pending" }, "chargeback"],
    ["chargeback.rejected", {}, "paid"],
    ["chargeback.rejected", { status: "chargeback_accepted" }, "chargeback"],
  ])("does not take %s for a charge that is %j", async (type, change, actual) => {
    has(change);

    expect(await failureOf(openpay.webhooks.confirm({ ...event, type }))).toMatchObject({
      name: "KhipuMismatchError",
      operation: "webhooks.confirm",
      differences: [{ field: "status", expected: type, actual }],
    });
  });

  test.each(["charge.of.tomorrow", "chargeback.of.tomorrow", "CHARGE.SUCCEEDED", "toString"])(
    "confirms no event of the type %s, which it does not know",
    async (type) => {
      has();

      const about = { ...event, type, transaction: { ...charge, transaction_type: "charge" } };
      expect(await failureOf(openpay.webhooks.confirm(about))).toMatchObject({
        name: "KhipuMismatchError",
        differences: [{ field: "type", expected: "a type of event that is known", actual: type }],
      });
    },
  );

  test("does not take another charge for the one that was posted", async () => {
    has({ id: "trornwo9ocwkqjljx90h" });

    expect(await failureOf(openpay.webhooks.confirm(event))).toMatchObject({
      name: "KhipuMismatchError",
      differences: [{ field: "id", expected: charge.id, actual: "trornwo9ocwkqjljx90h" }],
    });
  });

  test.each([
    ["a verification", { type: "verification", verification_code: "Yr8XpTv2" }, "verification"],
    ["what is about no charge", { type: "payout.created", transaction: { id: "tr1" } }, "other"],
  ])("gives %s back without asking", async (_, posted, kind) => {
    await expect(openpay.webhooks.confirm(posted)).resolves.toEqual({ kind, event: posted });
  });

  test.each([
    [404, { error_code: 1005 }, { name: "KhipuApiError", status: 404, operation: "getCharge" }],
    [503, "", { name: "KhipuApiError", status: 503, outcome: "unknown" }],
    [200, "<html>", { name: "KhipuConnectionError" }],
  ])("rejects when the charge cannot be read (%d)", async (status, body, error) => {
    nock(ORIGIN).get(READ).reply(status, body);

    expect(await failureOf(openpay.webhooks.confirm(event))).toMatchObject(error);
  });

  test("refuses what is no event without asking", async () => {
    expect(await failureOf(openpay.webhooks.confirm("{}"))).toMatchObject({
      name: "KhipuNotificationError",
      reason: "not-a-notification",
    });
  });

  test("heeds a signal", async () => {
    const signal = AbortSignal.abort("too late");

    expect(await failureOf(openpay.webhooks.confirm(event, { signal }))).toBe("too late");
  });
});

describe("the credentials of a webhook", () => {
  const password = "hook-password-7d31";
  const guarded = testOpenpay({ webhookCredentials: { user: "openpay", password } });
  const RIGHT = "b3BlbnBheTpob29rLXBhc3N3b3JkLTdkMzE=";

  test.each([`Basic ${RIGHT}`, `basic ${RIGHT}`, `BASIC   ${RIGHT} `])(
    "are right: %s",
    async (authorization) => {
      has();

      const confirmed = guarded.webhooks.confirm(event, { authorization });
      await expect(confirmed).resolves.toMatchObject({ state: "paid" });
    },
  );

  test("may hold any letters, written as UTF-8", async () => {
    const spanish = testOpenpay({ webhookCredentials: { user: "openpay", password: "s3crét" } });
    has();

    const confirmed = spanish.webhooks.confirm(event, {
      authorization: "Basic b3BlbnBheTpzM2Nyw6l0",
    });
    await expect(confirmed).resolves.toMatchObject({ state: "paid" });
  });

  test.each([
    ["are missing", undefined, "missing-signature"],
    ["are missing, as Headers.get says it", null, "missing-signature"],
    ["are empty", "", "missing-signature"],
    ["are of another scheme", `Bearer ${RIGHT}`, "malformed-signature"],
    ["have no scheme", RIGHT, "malformed-signature"],
    ["are two", `Basic ${RIGHT}, Basic ${RIGHT}`, "malformed-signature"],
    ["are wrong", "Basic b3BlbnBheTpob29rLXBhc3N3b3JkLTdkMzI=", "mismatch"],
    ["are a beginning of the right ones", `Basic ${RIGHT.slice(0, 8)}`, "mismatch"],
    ["are not base64", "Basic ñandú", "mismatch"],
  ])("are refused before anything is read when they %s", async (_, authorization, reason) => {
    const error = await failureOf(guarded.webhooks.confirm("not even JSON", { authorization }));

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      operation: "webhooks.confirm",
      reason,
    });
    expect(everythingShownBy(error)).not.toContain(password);
    expect(everythingShownBy(error)).not.toContain(RIGHT);
  });

  test("are asked for of a verification too", async () => {
    const verification = { type: "verification", verification_code: "Yr8XpTv2" };

    expect(await failureOf(guarded.webhooks.confirm(verification))).toMatchObject({
      reason: "missing-signature",
    });
  });

  test("cannot be passed where there is nothing to compare them with", async () => {
    const call = openpay.webhooks.confirm(event, { authorization: `Basic ${RIGHT}` });

    await expect(call).rejects.toThrow("the client has no webhookCredentials");
  });

  test("are not asked for where there are none", async () => {
    has();

    const confirmed = openpay.webhooks.confirm(event, { authorization: null });
    await expect(confirmed).resolves.toMatchObject({ state: "paid" });
  });

  test("are not shown by the client", () => {
    expect(everythingShownBy(guarded)).not.toContain(password);
    expect(everythingShownBy(guarded)).not.toContain(RIGHT);
  });
});
