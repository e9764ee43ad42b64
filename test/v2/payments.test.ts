import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { KhipuV2 } from "../../src/v2/index.js";
import { failureOf } from "../support/client.js";
import { untyped } from "../support/untyped.js";
import { BASE_PATH, fixture, ORIGIN, RECEIVER_ID, SECRET, testKhipuV2 } from "./support/client.js";

const { payments, receivers } = testKhipuV2();
const ORDER = { amount: 1000, currency: "CLP", subject: "Té" } as const;
const URL = "https://shop.example.com/notify";
const ID = "gqzdy6chjne9";
const CREATED = fixture("postPayment.published");

describe("payments.create", () => {
  test.each<[string, object, string | null]>([
    ["asks for version 1.3", { notify_url: URL }, "1.3"],
    [
      "asks for it also where it is there and undefined",
      untyped({ notify_url: URL, notify_api_version: undefined }),
      "1.3",
    ],
    ["keeps the caller's version", { notify_url: URL, notify_api_version: "3.0" }, "3.0"],
    ["asks for none without a notify_url", {}, null],
  ])("%s", async (_name, fields, version) => {
    const sent: unknown[] = [];
    nock(ORIGIN)
      .post(`${BASE_PATH}/payments`)
      .reply(200, (_uri, body) => {
        const form = typeof body === "string" ? body : "";
        sent.push(new URLSearchParams(form).get("notify_api_version"));
        return CREATED;
      });

    await payments.create({ ...ORDER, ...fields });

    expect(sent).toEqual([version]);
  });

  test.each([
    ["RangeError", { amount: 10.5 }],
    ["RangeError", { amount: "mil" }],
    ["RangeError", { amount: "5.000" }],
    ["RangeError", { amount: "1.234.567" }],
    ["RangeError", { currency: "clp" }],
    ["RangeError", { integrator_fee: "5.000" }],
    ["RangeError", { amount: -1 }],
  ])("throws a %s for %j, and sends nothing", async (name, fields) => {
    expect(await failureOf(payments.create(untyped({ ...ORDER, ...fields })))).toMatchObject({
      name,
    });
  });
});

describe("ids that are none", () => {
  test.each(["", "..", " ", null, undefined, 7])(
    "are refused before anything is sent: %j",
    async (id) => {
      const text = untyped<string>(id);
      const calls = [
        () => payments.get(text),
        () => payments.delete(text),
        () => payments.confirm(text),
        () => payments.refund(text),
        () => payments.getByNotificationToken(text),
      ];

      for (const call of calls)
        expect(await failureOf(call())).toMatchObject({ name: "TypeError" });
    },
  );

  test.each(["1e3", "-1", "", "a", 1.5])("%j is no receiver", async (id) => {
    expect(await failureOf(receivers.listPaymentMethods(id))).toMatchObject({ name: "TypeError" });
  });
});

describe("payments.waitFor", () => {
  const path = `${BASE_PATH}/payments/${ID}`;

  test("outlives one silent read", async () => {
    const done = { ...fixture("getPaymentById.published"), payment_id: ID };
    nock(ORIGIN).get(path).delay(2_000).reply(200, done);
    // On a busy machine the next may be late, too.
    nock(ORIGIN).get(path).reply(200, done).persist();
    const impatient = testKhipuV2({ timeoutMs: 100 });

    const waiting = impatient.payments.waitFor(ID, { timeoutMs: 20_000, intervalMs: 100 });

    await expect(waiting).resolves.toEqual(done);
    nock.cleanAll();
  });

  test("gives up with the payment as it was last read", async () => {
    const pending = { ...fixture("getPaymentById.pending"), expires_date: "2999-01-01T00:00:00Z" };
    nock(ORIGIN).get(path).reply(200, pending).persist();

    const error = await failureOf(payments.waitFor(ID, { timeoutMs: 300, intervalMs: 100 }));
    nock.cleanAll();

    expect(error).toMatchObject({ name: "KhipuTimeoutError", last: pending });
  });
});

describe("new KhipuV2", () => {
  test.each<[string, object]>([
    ["no receiver", { secret: SECRET }],
    ["no secret", { receiverId: RECEIVER_ID }],
    ["an empty secret", { receiverId: RECEIVER_ID, secret: "" }],
    ["a colon in the receiver", { receiverId: "1:2", secret: SECRET }],
    ["a line feed in the secret", { receiverId: 1, secret: "a\nb" }],
    ["an address that is none", { receiverId: 1, secret: SECRET, baseUrl: "nowhere" }],
  ])("throws a TypeError for %s, without telling the secret", (_name, options) => {
    const make = () => new KhipuV2(untyped(options));

    expect(make).toThrow(expect.objectContaining({ name: "TypeError" }));
    expect(make).not.toThrow(SECRET);
  });

  test("takes its receiver as a number or as text", () => {
    const of = (receiverId: number | string) =>
      new KhipuV2({ receiverId, secret: SECRET }).notifications.receiverId;

    expect([of(985101), of("985101")]).toEqual(["985101", "985101"]);
  });
});
