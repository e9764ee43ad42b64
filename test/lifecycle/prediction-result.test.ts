import { expect, test } from "@jest/globals";
import { predictionResult } from "../../src/index.js";
import { untyped } from "../support/untyped.js";

test.each([
  ["OK", "OK"],
  ["ok", "OK"],
  ["Max_Amount_Exceeded", "MAX_AMOUNT_EXCEEDED"],
  ["new_destinatary_amount_exceeded", "NEW_DESTINATARY_AMOUNT_EXCEEDED"],
  ["NEW_DESTINATARY_COOL_DOWN", "NEW_DESTINATARY_COOL_DOWN"],
  ["not_available_account", "NOT_AVAILABLE_ACCOUNT"],
  ["OK ", "unknown"],
  ["", "unknown"],
  ["toString", "unknown"],
  ["A_RESULT_OF_TOMORROW", "unknown"],
])("%j is %s", (result, read) => {
  expect(predictionResult({ result })).toBe(read);
});

test.each([undefined, null, 7, {}])("%p is unknown", (result) => {
  expect(predictionResult(untyped({ result }))).toBe("unknown");
});
