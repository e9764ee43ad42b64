import { describe, expect, test } from "@jest/globals";
import { mobileResult } from "../../src/browser/index.js";

const TOLD = { operationId: "gqzdy6chjne9", exitTitle: "Listo", events: [] };

describe("mobileResult", () => {
  test.each([
    ["OK", "verifying"],
    ["WARNING", "doubtful"],
    ["ERROR", "notAuthorised"],
    ["SOMETHING_NEW", "doubtful"],
  ])("takes %s for %s, and never for paid", (result, outcome) => {
    expect(mobileResult({ ...TOLD, result })).toEqual({ ...TOLD, result, outcome });
  });

  test("tells where a payment goes on", () => {
    const told = { ...TOLD, result: "CONTINUE", continueUrl: "https://khipu.com/more" };

    expect(mobileResult(told)).toEqual({ ...told, outcome: "continues" });
  });

  test("does not go on to nowhere", () => {
    const told = { ...TOLD, result: "CONTINUE", continueUrl: null };

    expect(mobileResult(told)).toMatchObject({ outcome: "doubtful" });
  });

  test("reads a result that is a text, as Android gave it", () => {
    const told = { ...TOLD, result: "ERROR", failureReason: "USER_CANCELED" };

    expect(mobileResult(JSON.stringify(told))).toEqual({ ...told, outcome: "notAuthorised" });
  });

  test("leaves out what is null", () => {
    const told = mobileResult({ ...TOLD, result: "OK", exitUrl: null, failureReason: null });

    expect(told).not.toHaveProperty("exitUrl");
    expect(told).not.toHaveProperty("failureReason");
  });

  test.each([[undefined], [null], ["Activity cancelled or failed"], ["null"], [7], [[]]])(
    "loses no payment for a result that is %j",
    (told) => {
      expect(mobileResult(told)).toMatchObject({
        outcome: "doubtful",
        operationId: "",
        events: [],
      });
    },
  );
});
