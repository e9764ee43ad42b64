import { describe, expect, jest, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { isKhipuError } from "../../src/errors.js";
import { verifyNotification } from "../../src/webhooks/index.js";
import { OFFICIAL, OTHER_SECRET, REAL, SECRET, rejection, then } from "./vectors.js";

const options = { secret: SECRET, now: then };

describe("verifyNotification", () => {
  test("accepts Khipu's published example and gives its fields as sent", async () => {
    const notification = await verifyNotification(OFFICIAL.body, OFFICIAL.header, options);

    expect(notification).toEqual({
      payment_id: "zfxnocsow6mz",
      receiver_id: 990939,
      subject: "TEST_COBRO",
      amount: "1000.0000",
      discount: "0.0000",
      currency: "CLP",
      receipt_url:
        "https://s3.amazonaws.com/staging.notifications.khipu.com/CPKH-1804240956-zfxnocsow6mz.pdf",
      bank: "DemoBank",
      bank_id: "Bawdf",
      payer_name: "Cobrador de desarrollo #990.939",
      payer_email: "test@khipu.com",
      personal_identifier: "44.444.444-4",
      bank_account_number: "000000000000444444444",
      out_of_date_conciliation: false,
      transaction_id: "15f836bd-e8a7-4d12-b2f1-56403012b555",
      responsible_user_email: "test@khipu.com",
      payment_method: "simplified_transfer",
      conciliation_date: "2024-04-18T13:56:54.859Z",
    });
  });

  test("is held to the example's exact bytes", () => {
    expect(OFFICIAL.bytes).toHaveLength(655);
    expect(OFFICIAL.body).toContain(String.raw`https:\/\/s3.amazonaws.com\/`);
  });

  test("refuses the example once it was parsed and serialised again, and says so", async () => {
    const again = JSON.stringify(JSON.parse(OFFICIAL.body));

    const error = await rejection(verifyNotification(again, OFFICIAL.header, options));

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      operation: "verifyNotification",
      reason: "mismatch",
      message:
        "verifyNotification: the signature is not of this body and secret: the body was serialised again",
    });
    expect(isKhipuError(error)).toBe(true);
  });

  test("accepts the body serialised again under the signature of those bytes", async () => {
    const again = JSON.stringify(JSON.parse(OFFICIAL.body));
    const header = "t=1711965600393,s=MLn5Xxc3bPknqgnWl5un4+cZutkr/CmUoLUGalfIPU4=";

    await expect(verifyNotification(again, header, options)).resolves.toMatchObject({
      payment_id: "zfxnocsow6mz",
    });
  });

  test("accepts a notification that was really sent", async () => {
    const now = () => REAL.timestampMs;

    await expect(
      verifyNotification(REAL.body, REAL.header, { secret: SECRET, now }),
    ).resolves.toMatchObject({ payment_id: "ltoyxrpcwx8s", amount: "5900.00" });
  });

  test("names no particular mistake where none shows", async () => {
    const error = await rejection(
      verifyNotification(OFFICIAL.body, OFFICIAL.header, { secret: OTHER_SECRET, now: then }),
    );

    expect(error).toMatchObject({
      reason: "mismatch",
      message: "verifyNotification: the signature is not of this body and secret",
    });
  });

  test.each([
    ["one byte more", `${OFFICIAL.body}\n`],
    ["one byte less", OFFICIAL.body.slice(0, -1)],
    ["another amount", OFFICIAL.body.replace("1000.0000", "9000.0000")],
    ["nothing at all", ""],
  ])("refuses the example's signature for a body with %s", async (_, body) => {
    const error = await rejection(verifyNotification(body, OFFICIAL.header, options));

    expect(error).toMatchObject({ name: "KhipuNotificationError", reason: "mismatch" });
  });

  test.each([
    { body: String.raw`{"payment_id":"x","url":"https:\/\/a.example"}`, hashes: 1 },
    { body: '{"payment_id":"x"}', hashes: 1 },
    // Only such a slash can be one that was escaped before.
    { body: '{"payment_id":"x","url":"https://a.example"}', hashes: 2 },
  ])("hashes a forged $body $hashes times", async ({ body, hashes }) => {
    const hmac = Object.getPrototypeOf(createHmac("sha256", "x")) as { digest(): Buffer };
    const spies = [jest.spyOn(hmac, "digest"), jest.spyOn(crypto.subtle, "verify")];

    await rejection(verifyNotification(body, OFFICIAL.header, options));

    const counts = spies.map(({ mock }) => mock.calls.length);
    jest.restoreAllMocks();
    expect(Math.max(...counts)).toBe(hashes);
  });

  test("refuses a time that was not signed", async () => {
    const header = OFFICIAL.header.replace("1711965600393", "1711965600394");

    const error = await rejection(verifyNotification(OFFICIAL.body, header, options));

    expect(error).toMatchObject({ reason: "mismatch" });
  });

  test("verifies many at once, with the same key and with others", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        verifyNotification(OFFICIAL.body, OFFICIAL.header, {
          secret: index % 2 ? SECRET : `${OTHER_SECRET}${String(index)}`,
          now: then,
        }),
      ),
    );

    expect(outcomes.map(({ status }) => status)).toEqual(
      Array.from({ length: 200 }, (_, index) => (index % 2 ? "fulfilled" : "rejected")),
    );
  });
});

describe("the order of the checks", () => {
  const stale = { secret: SECRET, now: () => OFFICIAL.timestampMs + 1e12 };

  test.each([
    ["no-secret", { missing: 1 }, "", { ...options, secret: "" }],
    ["missing-signature", { parsed: 1 }, "", options],
    ["malformed-signature", { parsed: 1 }, "t=1", options],
    ["parsed-body", { parsed: 1 }, OFFICIAL.header, stale],
    ["mismatch", "not json", OFFICIAL.header, stale],
    ["stale", "[]", "t=1711965600393,s=SeuAsf0VkMxh80G/Bynt1XG/iAfjQVk/Og+7iQlTHEg=", stale],
  ])("gives %s before anything that comes later", async (reason, body, header, given) => {
    const error = await rejection(verifyNotification(body as unknown as string, header, given));

    expect(error).toMatchObject({ name: "KhipuNotificationError", reason });
  });
});
