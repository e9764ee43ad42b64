import { describe, expect, test } from "@jest/globals";
import { byId, paramsObject, pathId, wholeNumber } from "../../src/http/path-id.js";
import { untyped } from "../support/untyped.js";

describe("an id in a path", () => {
  test.each(["a", "gqzdy6chjne9", "..a", "a b", "x".repeat(255), "ñ", "😀"])("may be %j", (id) => {
    expect(pathId("paymentId", id)).toBe(id);
    expect(byId("paymentId", id)).toEqual({ path: { id } });
  });

  test.each(["", " ", ".", "..", " .\n", "\ud83c", "a\ud83c", undefined, null, 7, {}, ["a"]])(
    "may not be %j",
    (id) => {
      const problem = new TypeError("paymentId must be text, not empty or made of dots");

      expect(() => pathId("paymentId", id)).toThrow(problem);
      expect(() => byId("paymentId", id)).toThrow(problem);
    },
  );

  test("may not have 256 characters", () => {
    expect(() => pathId("paymentId", "x".repeat(256))).toThrow(
      new RangeError("paymentId must have at most 255 characters"),
    );
  });
});

describe("a whole number in a path", () => {
  test.each([
    [0, 0],
    [7, 7],
    ["0", 0],
    ["0042", 42],
    [999_999_999_999_999, 999_999_999_999_999],
    ["999999999999999", 999_999_999_999_999],
  ])("%j is %d", (given, number) => {
    expect(wholeNumber("receiverId", given)).toBe(number);
  });

  test.each([
    -1,
    0.5,
    NaN,
    Infinity,
    1e15,
    "1000000000000000",
    "",
    "-1",
    "1a",
    "a1",
    "1 ",
    null,
    7n,
  ])("may not be %p", (given) => {
    expect(() => wholeNumber("receiverId", given)).toThrow(
      new TypeError("receiverId must be a whole number"),
    );
  });

  test("may not be in a list", () => {
    expect(() => wholeNumber("receiverId", ["7"])).toThrow(TypeError);
  });
});

test.each([undefined, null, "amount", 7, [{ amount: 1 }]])("parameters may not be %j", (params) => {
  expect(() => paramsObject(untyped<object>(params))).toThrow(
    new TypeError("params must be an object"),
  );
});
