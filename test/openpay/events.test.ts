import { describe, expect, test } from "@jest/globals";
import { parseOpenpayEvent } from "../../src/openpay/index.js";
import { untyped } from "../support/untyped.js";
import { fixture } from "./support/client.js";

const EXAMPLES = [
  "chargeSucceeded.adyen.event",
  "chargeSucceeded.hosted-page.event",
  "chargeSucceeded.khipu-email.event",
  "chargeRefunded.adyen.event",
];
const event = fixture("chargeSucceeded.adyen.event");

/** What it throws. */
function refusalOf(body: unknown): unknown {
  try {
    return parseOpenpayEvent(untyped(body));
  } catch (error) {
    return error;
  }
}

describe("parseOpenpayEvent", () => {
  test.each(EXAMPLES)("reads the document's %s", (name) => {
    const example = fixture(name);

    expect(parseOpenpayEvent(JSON.stringify(example))).toEqual({ kind: "charge", event: example });
  });

  test.each([
    ["text", (text: string) => text],
    ["bytes", (text: string) => new TextEncoder().encode(text)],
    ["a Node buffer", (text: string) => Buffer.from(text)],
    ["an ArrayBuffer", (text: string) => new TextEncoder().encode(text).buffer],
    ["what a framework parsed: nothing is signed", (text: string) => JSON.parse(text) as object],
  ])("takes a body as %s", (_, form) => {
    expect(parseOpenpayEvent(untyped(form(JSON.stringify(event))))).toEqual({
      kind: "charge",
      event,
    });
  });

  test("reads a verification", () => {
    const verification = { type: "verification", verification_code: "Yr8XpTv2" };

    expect(parseOpenpayEvent(JSON.stringify(verification))).toEqual({
      kind: "verification",
      event: verification,
    });
  });

  test.each(["charge.created", "charge.rescored.to.decline", "chargeback.accepted", "charge.new"])(
    "reads %s as a charge's",
    (type) => {
      expect(parseOpenpayEvent({ ...event, type }).kind).toBe("charge");
    },
  );

  test("reads a type that nobody knows as a charge's when it is about one", () => {
    expect(parseOpenpayEvent({ ...event, type: "dispute.opened" }).kind).toBe("charge");
  });

  test.each([
    [
      "a payout",
      { type: "payout.created", transaction: { id: "tr1", transaction_type: "payout" } },
    ],
    ["nothing in particular", { type: "merchant.updated" }],
  ])("leaves an event about %s as it is", (_, other) => {
    expect(parseOpenpayEvent(other)).toEqual({ kind: "other", event: other });
  });

  test.each([
    ["an empty body", "", "not-json"],
    ["HTML", "<html>", "not-json"],
    ["half of it", '{"type":"charge.su', "not-json"],
    ["null", "null", "not-a-notification"],
    ["a list", "[]", "not-a-notification"],
    ["no type", {}, "not-a-notification"],
    ["an empty type", { type: "" }, "not-a-notification"],
    ["a type that is no text", { ...event, type: 7 }, "not-a-notification"],
    ["no transaction", { type: "charge.succeeded" }, "not-a-notification"],
    [
      "a transaction without id",
      { type: "charge.succeeded", transaction: {} },
      "not-a-notification",
    ],
    [
      "an id made of dots",
      { type: "charge.failed", transaction: { id: ".." } },
      "not-a-notification",
    ],
    [
      "an id with a slash",
      { type: "charge.failed", transaction: { id: "a/b" } },
      "not-a-notification",
    ],
    [
      "a long id",
      { type: "charge.failed", transaction: { id: "a".repeat(65) } },
      "not-a-notification",
    ],
    [
      "an id that is no text",
      { type: "charge.failed", transaction: { id: 7 } },
      "not-a-notification",
    ],
    ["a verification without code", { type: "verification" }, "not-a-notification"],
    ["nothing", undefined, "not-a-notification"],
  ])("refuses %s", (_, body, reason) => {
    const error = refusalOf(body);

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      operation: "parseOpenpayEvent",
      reason,
    });
    expect((error as Error).cause).toBeUndefined();
  });
});
