import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { KhipuConnectionError } from "../../src/index.js";
import { openpayErrorOf } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { fixture, MERCHANT, ORIGIN, testOpenpay } from "./support/client.js";
import { FLOWS } from "./support/methods.js";

const CHARGES = `/v1/${MERCHANT}/charges`;
const openpay = testOpenpay();

function refuse(status: number, body: nock.Body): Promise<unknown> {
  nock(ORIGIN).post(CHARGES).reply(status, body);
  return failureOf(openpay.charges.create(FLOWS.card));
}

describe("the outcome of a charge that Openpay refuses", () => {
  test.each([
    [1000, 500, "unknown"],
    [1001, 400, "rejected"],
    [1002, 401, "rejected"],
    [1003, 422, "rejected"],
    [1004, 503, "unknown"],
    [1005, 404, "rejected"],
    [1006, 409, "rejected"],
    [1007, 402, "rejected"],
    [1008, 423, "rejected"],
    [1009, 413, "rejected"],
    [1010, 403, "rejected"],
    [2005, 400, "rejected"],
    [3001, 402, "rejected"],
    [3002, 402, "rejected"],
    [3003, 402, "rejected"],
    [3004, 402, "rejected"],
    [3005, 402, "rejected"],
    [3006, 412, "rejected"],
    [4001, 412, "rejected"],
  ])("with %d (%d) is %s", async (error_code, status, outcome) => {
    const error = await refuse(status, { error_code, http_code: status, category: "request" });

    expect(error).toMatchObject({ name: "KhipuApiError", status, outcome });
    expect(openpayErrorOf(error)).toMatchObject({ error_code, http_code: status });
  });
});

describe("openpayErrorOf", () => {
  test("reads the document's example", async () => {
    const error = await refuse(
      402,
      fixture<nock.DataMatcherMap>("createCharge.risk-rejected.error"),
    );

    expect(openpayErrorOf(error)).toEqual({
      category: "gateway",
      description: "The card was declined (k)",
      http_code: 402,
      error_code: 3005,
      request_id: "59898900-648a-42ba-8230-501eb40bece9",
    });
  });

  test("gives numbers also where they came as text, and the rules that suspected fraud", async () => {
    const body = { error_code: "3005", http_code: "402", fraud_rules: ["Country", 7] };

    expect(openpayErrorOf(await refuse(402, body))).toEqual({
      category: "",
      description: "",
      http_code: 402,
      error_code: 3005,
      request_id: "",
      fraud_rules: ["Country", ""],
    });
  });

  test.each<[string, nock.Body]>([
    ["an empty body", ""],
    ["HTML", "<html>502</html>"],
    ["another service's error", { message: "Forbidden" }],
    ["a code that is no number", { error_code: "three" }],
    ["a code with a fraction", { error_code: 3005.5 }],
    ["a list", [{ error_code: 3005 }]],
    ["null", "null"],
  ])("finds nothing in %s", async (_, body) => {
    expect(openpayErrorOf(await refuse(402, body))).toBeUndefined();
  });

  test.each([
    ["a lost answer", new KhipuConnectionError("createCharge", "lost", { outcome: "unknown" })],
    ["what is not ours", Object.assign(new Error("no"), { body: { error_code: 3005 } })],
    ["nothing", undefined],
  ])("finds nothing in %s", (_, error) => {
    expect(openpayErrorOf(error)).toBeUndefined();
  });
});
