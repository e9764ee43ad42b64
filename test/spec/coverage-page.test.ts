import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCarriers } from "../../scripts/spec/carriers.js";
import { coveragePage } from "../../scripts/spec/coverage-page.js";
import { coverageOf } from "../../scripts/spec/coverage-rows.js";
import { ROOT, SPECS } from "../../scripts/specs.js";

const carriers = readCarriers(ROOT);
const parts = SPECS.map((spec) => [spec, coverageOf(spec, ROOT, carriers)] as const);

describe("the facade", () => {
  test.each(parts)("carries every operation and field of $document", (_, { problems }) => {
    expect(problems).toEqual([]);
  });

  test("carries what these samples say", () => {
    const carried = (document: string, owner: string, field: string) => {
      const coverage = parts.find(([spec]) => spec.id === document)?.[1];
      const rows = coverage?.owners.find((one) => one.owner === owner)?.fields;
      return [...(rows?.get(field) ?? [])];
    };

    expect(carried("instant-payments.v3", "Bank", "bank_id")).toEqual(["Bank.bank_id"]);
    expect(carried("instant-payments.v3", "Payment", "payment_url")).toEqual([
      "Payment.payment_url",
    ]);
    expect(carried("instant-payments.v3", "getPaymentById", "path id")).toEqual([
      "argument paymentId",
    ]);
    expect(carried("instant-payments.v3", "getPredict", "query bank_id")).toEqual([
      "PredictParams.bank_id",
    ]);
    expect(carried("instant-payments.v3", "ErrorItem", "field")).toEqual([
      "KhipuApiError.fieldErrors",
    ]);
    expect(carried("openpay.v1", "createToken", "path merchant_id")).toEqual([
      "OpenpayOptions.merchantId",
    ]);
  });
});

describe("docs/coverage.md", () => {
  test("is what documents and facade make; else: npm run docs:coverage", () => {
    expect(readFileSync(join(ROOT, "docs/coverage.md"), "utf8")).toBe(coveragePage(parts));
  });
});
