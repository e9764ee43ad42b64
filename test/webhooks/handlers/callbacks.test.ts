import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { parseChargeFailure, parseSubscriptionCallback } from "../../../src/webhooks/index.js";
import { untyped } from "../../support/untyped.js";

const fixture = (name: string) =>
  readFileSync(
    new URL(`../../fixtures/automatic-payments.v1/${name}.request.json`, import.meta.url),
  );

const CALLBACK = fixture("notifySubscriptionStatus");
const FAILURE = fixture("notifyChargeFailed");
const parsed = (bytes: Buffer) => JSON.parse(bytes.toString()) as object;

const bodies = (bytes: Buffer) => [
  { form: "bytes", body: bytes },
  { form: "text", body: bytes.toString() },
  { form: "an ArrayBuffer", body: Uint8Array.from(bytes).buffer },
  {
    form: "an ArrayBuffer of another realm",
    body: runInNewContext("Uint8Array.from(bytes).buffer", { bytes }) as ArrayBuffer,
  },
  { form: "an object that a framework parsed", body: parsed(bytes) },
];

describe("parseSubscriptionCallback", () => {
  test.each(bodies(CALLBACK))("reads $form", ({ body }) => {
    expect(parseSubscriptionCallback(body)).toEqual({
      subscription_id: "13a0f1aa-5e47-4894-aa8b-282dd19593ec",
      status: "enabled",
    });
  });
});

describe("parseChargeFailure", () => {
  test.each(bodies(FAILURE))("reads $form", ({ body }) => {
    expect(parseChargeFailure(body)).toEqual({
      subscription_id: "13a0f1aa-5e47-4894-aa8b-282dd19593ec",
      transaction_id: "cuota-3",
      error_message: "Sin fondos",
    });
  });
});

describe.each([
  { name: "parseSubscriptionCallback", parse: parseSubscriptionCallback, good: CALLBACK },
  { name: "parseChargeFailure", parse: parseChargeFailure, good: FAILURE },
])("$name", ({ name, parse, good }) => {
  test.each(["", "{", "payment_id=1"])("refuses %j as no JSON", (body) => {
    expect(() => parse(body)).toThrow(
      expect.objectContaining({ reason: "not-json", operation: name }),
    );
  });

  test.each(["null", "7", "[]", "{}", '"text"'])("refuses %s", (body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ reason: "not-a-notification" }));
  });

  test.each([null, undefined, 7, true])(
    "refuses %p, which a caller without types passes",
    (body) => {
      expect(() => parse(untyped(body))).toThrow(
        expect.objectContaining({ name: "KhipuNotificationError" }),
      );
    },
  );

  test.each(["subscription_id", "status", "transaction_id"].filter((f) => f in parsed(good)))(
    "refuses one without %s, and one where it is no text",
    (field) => {
      const refused = { reason: "not-a-notification", message: expect.stringContaining(field) };

      expect(() => parse({ ...parsed(good), [field]: "" })).toThrow(
        expect.objectContaining(refused),
      );
      expect(() => parse({ ...parsed(good), [field]: 7 })).toThrow(
        expect.objectContaining(refused),
      );
    },
  );
});
