import { describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import { inspect } from "node:util";
import { createContext, runInContext } from "node:vm";
import {
  type AnyKhipuError,
  isKhipuError,
  KhipuApiError,
  KhipuConnectionError,
  KhipuError,
  KhipuMismatchError,
  KhipuNotificationError,
  KhipuStateError,
  KhipuTimeoutError,
} from "../src/index.js";

const ERRORS: readonly AnyKhipuError[] = [
  new KhipuApiError("getBanks", { status: 400, body: undefined, outcome: "rejected" }),
  new KhipuConnectionError("getBanks", "the connection failed", { outcome: "unknown" }),
  new KhipuTimeoutError("getBanks", "no answer within 5 ms", { timeoutMs: 5 }),
  new KhipuStateError("getBanks", "it cannot", { last: { status: "DISCARDED" } }),
  new KhipuNotificationError("verifyNotification", "stale", "it is too old"),
  new KhipuMismatchError("assertSettles", [{ field: "amount", expected: 1, actual: "2" }]),
];
const named = ERRORS.map((error) => [error.name, error] as const);

/** What answers have been seen to hold, and what no answer should. */
function refusal(body: unknown, status = 400): KhipuApiError {
  return new KhipuApiError("postPayment", { status, body, outcome: "rejected" });
}

describe.each(named)("%s", (name, error) => {
  test("is an error of this package, with a name, an operation and a stack", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(KhipuError);
    expect(isKhipuError(error)).toBe(true);
    expect(String(error)).toMatch(
      new RegExp(`^${name}: (getBanks|verifyNotification|assertSettles): `),
    );
    expect(error.stack).toContain("errors.test.ts");
    expect(Object.keys(error)).toContain("operation");
  });

  test("is known across copies of this package, and shows no brand", () => {
    expect(Symbol.for("khipu.error") in error).toBe(true);
    expect(Object.getOwnPropertySymbols(error)).toEqual([]);
    expect(Reflect.set(error, Symbol.for("khipu.error"), false)).toBe(false);
    expect(inspect(error)).not.toContain("khipu.error");
  });

  test("survives being written down as JSON", () => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, operation: error.operation });
  });
});

describe("isKhipuError", () => {
  test("knows the errors of another copy of this package, in another realm", () => {
    const foreign: unknown = runInContext(
      `Object.assign(new Error("x"), { name: "KhipuApiError", [Symbol.for("khipu.error")]: true })`,
      createContext({}),
    );

    expect(foreign).not.toBeInstanceOf(Error);
    expect(isKhipuError(foreign)).toBe(true);
  });

  test.each([
    undefined,
    null,
    0,
    "KhipuApiError",
    new Error("KhipuApiError"),
    {},
    [],
    () => 1,
    Symbol.for("khipu.error"),
  ])("does not know %p", (value) => {
    expect(isKhipuError(value)).toBe(false);
  });
});

describe("a minified build", () => {
  test("keeps every name, and errors of two builds know each other", async () => {
    const contents = 'export * from "./src/errors.ts"';
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: new URL("..", import.meta.url).pathname, loader: "ts" },
      ...{ bundle: true, minify: true, write: false, format: "iife", globalName: "copy" },
    });
    const context: { copy?: Record<string, new (...args: unknown[]) => unknown> } = createContext(
      {},
    );
    runInContext(`${outputFiles[0]?.text ?? ""};globalThis.copy = copy`, context);
    const { copy = {} } = context;

    for (const { name } of ERRORS) {
      const Copy = copy[name];
      const args = name === "KhipuMismatchError" ? ["x", []] : ["x", {}, {}];
      const error: unknown = Copy && new Copy(...args);

      expect(Copy?.name).not.toBe(name);
      expect(error).toMatchObject({ name });
      expect(isKhipuError(error)).toBe(true);
    }
  });
});

describe("KhipuApiError", () => {
  test.each<[string, unknown, { field: string; message: string }[]]>([
    [
      "Khipu's own",
      { errors: [{ field: "amount", message: "no" }] },
      [{ field: "amount", message: "no" }],
    ],
    ["without a message", { errors: [{ field: "amount" }] }, [{ field: "amount", message: "" }]],
    [
      "with a number for a message",
      { errors: [{ field: "a", message: 5 }] },
      [{ field: "a", message: "" }],
    ],
    [
      "with null for a message",
      { errors: [{ field: "a", message: null }] },
      [{ field: "a", message: "" }],
    ],
    [
      "with an object that has no text",
      JSON.parse('{"errors":[{"field":"a","message":{"toString":1,"valueOf":1}}]}'),
      [{ field: "a", message: "" }],
    ],
    ["without a field", { errors: [{ message: "no" }] }, []],
    ["with a number for a field", { errors: [{ field: 5, message: "no" }] }, []],
    [
      "of odd members",
      { errors: [null, undefined, 5, "x", [], {}, { field: "b" }] },
      [{ field: "b", message: "" }],
    ],
    ["with an object for errors", { errors: { field: "amount", message: "no" } }, []],
    ["with a string for errors", { errors: "amount" }, []],
    ["with null for errors", { errors: null }, []],
    ["a string", "errors", []],
    ["null", null, []],
    ["nothing", undefined, []],
    ["a list", [{ field: "amount" }], []],
    ["a number", 5, []],
  ])("reads the fields of a body that is %s", (_, body, fieldErrors) => {
    const error = refusal(body);

    expect(error.fieldErrors).toEqual(fieldErrors);
    expect(error.body).toBe(body);
  });

  test.each<[unknown, string]>([
    [{ message: "no" }, "postPayment: refused with 400 (no)"],
    [
      {
        message: "no",
        errors: [
          { field: "a", message: "b" },
          { field: "c", message: "d" },
        ],
      },
      "postPayment: refused with 400 (a: b; c: d)",
    ],
    [{ message: 5 }, "postPayment: refused with 400"],
    ["<html>", "postPayment: refused with 400"],
    [undefined, "postPayment: refused with 400"],
  ])("says what Khipu said in %j", (body, message) => {
    expect(refusal(body).message).toBe(message);
  });

  test("says it in one line, whatever it holds", () => {
    const { message } = refusal({ message: "no\r\n2031-01-01 INFO paid\u001b[2J\u2028x" });

    expect(message).toMatch(/^postPayment: refused with 400 \(no.*x\)$/);
    expect(message).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  });
});

describe("KhipuTimeoutError", () => {
  test("has what was last read only where something was read", () => {
    const read = new KhipuTimeoutError("x", "late", { timeoutMs: 5, last: { status: "pending" } });
    const never = new KhipuTimeoutError("x", "late", { timeoutMs: 5 });

    expect(read.last).toEqual({ status: "pending" });
    expect("last" in never && never.last !== undefined).toBe(false);
  });
});

describe("KhipuConnectionError", () => {
  test("has a cause only where there is one, be it undefined", () => {
    const outcome = "unknown" as const;

    expect("cause" in new KhipuConnectionError("x", "y", { outcome })).toBe(false);
    expect("cause" in new KhipuConnectionError("x", "y", { outcome, cause: undefined })).toBe(true);
  });
});

describe("KhipuMismatchError", () => {
  test("names the fields, and never their values: they may be a payer's", () => {
    const error = new KhipuMismatchError("assertSettles", [
      { field: "amount", expected: "5900", actual: "59" },
      { field: "transaction_id", expected: "order of payer@example.com", actual: "" },
    ]);

    expect(error.message).toBe(
      "assertSettles: the payment is not what the order expects: amount, transaction_id",
    );
  });
});
