import { describe, expect, test } from "@jest/globals";
import fc, { anyText } from "../support/properties.js";
import { PassThrough } from "node:stream";
import { KhipuApiError, KhipuNotificationError } from "../../src/errors.js";
import { clock, durationMs } from "../../src/cli/durations.js";
import { explain } from "../../src/cli/errors.js";
import { Context } from "../../src/cli/context.js";
import { peek } from "../../src/cli/global-options.js";
import { widthOf } from "../../src/cli/io.js";
import { languageOf } from "../../src/cli/language.js";
import { plain, styleOf } from "../../src/cli/style.js";
import { fieldLines, tableLines } from "../../src/cli/table.js";

test.each([
  ["90", 90_000],
  ["90s", 90_000],
  ["10m", 600_000],
  ["1.5h", 5_400_000],
  ["2d", 172_800_000],
  ["250ms", 250],
])("%s is %i ms", (text, ms) => {
  expect(durationMs("--timeout", text)).toBe(ms);
});

test.each(["", "0", "0ms", "-1s", "1w", "25d", "ten", "1e3", "1 m", "Infinity"])(
  "%j is no time to wait",
  (text) => {
    expect(() => durationMs("--timeout", text)).toThrow(/--timeout must be a time such as/);
  },
);

test.each([
  [0, "0:00"],
  [-5, "0:00"],
  [1, "0:01"],
  [65_000, "1:05"],
  [3_600_000, "1:00:00"],
  [3_725_000, "1:02:05"],
])("%i ms are %s on the clock", (ms, text) => {
  expect(clock(ms)).toBe(text);
});

test.each([
  [undefined, {}, "en"],
  [undefined, { LANG: "es_CL.UTF-8" }, "es"],
  [undefined, { LANG: "es" }, "es"],
  [undefined, { LANG: "est_EE" }, "en"],
  [undefined, { LANG: "es_CL", LC_MESSAGES: "en_US" }, "en"],
  [undefined, { LANG: "en_US", LC_MESSAGES: "C", LC_ALL: "es_ES" }, "es"],
  [undefined, { LANG: "es_CL", LC_ALL: "" }, "es"],
  [undefined, { LANG: "pt_BR" }, "en"],
  ["en", { LANG: "es_CL" }, "en"],
  ["es", {}, "es"],
  ["fr", { LANG: "es_CL" }, "es"],
])("--lang %s with %j speaks %s", (asked, env, language) => {
  expect(languageOf(asked, env)).toBe(language);
});

test.each([
  [["banks", "--json"], { json: true }],
  [["--lang", "es", "banks"], { json: false, lang: "es" }],
  [["banks", "--lang=es"], { json: false, lang: "es" }],
  [["banks", "--lang"], { json: false }],
  [["banks", "--", "--json", "--lang=es"], { json: false }],
])("%j is looked at before it is parsed", (argv, seen) => {
  expect(peek(argv)).toEqual(seen);
});

test("what is plain has no character that a terminal obeys", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

describe("a table", () => {
  const style = styleOf(false);

  test("lines up its columns, numbers to the right", () => {
    const rows = [
      { id: "a", amount: 5 },
      { id: "bcd", amount: 1000 },
    ];
    const columns = [
      { title: "ID", of: (row: (typeof rows)[0]) => row.id },
      { title: "Amount", of: (row: (typeof rows)[0]) => row.amount, isRight: true },
    ];

    expect(tableLines(rows, columns, style)).toEqual(["ID   Amount", "a         5", "bcd    1000"]);
  });

  test("of fields leaves out what is empty", () => {
    const fields = [["a", "1"] as const, ["bb", ""] as const, ["cc", undefined] as const];

    expect(fieldLines(fields, style)).toEqual(["a  1"]);
  });
});

test.each([
  [0, 80],
  [19, 80],
  [120, 120],
])("a terminal that says %i is %i wide", (columns, width) => {
  expect(widthOf(Object.assign(new PassThrough(), { columns }))).toBe(width);
});

/** A context that writes nowhere. */
function contextOf(signal: AbortSignal): Context {
  const stream = new PassThrough();
  const io = { env: {}, stdin: stream, stdout: stream, stderr: stream, cwd: "/", signal };
  return new Context(io, {});
}

test.each([
  [new TypeError("paymentId must not be empty"), 2],
  [new RangeError("timeoutMs"), 2],
  [new Error("boom"), 1],
  ["a text", 1],
  [undefined, 1],
  [new KhipuNotificationError("verifyNotification", "mismatch", "wrong"), 5],
  [new KhipuApiError("postRefund", { status: 500, body: "", outcome: "unknown" }), 4],
  [new KhipuApiError("voidPaymentById", { status: 500, body: "", outcome: "unknown" }), 4],
  [
    new KhipuApiError("unsubscribeSubscription_1", { status: 500, body: "", outcome: "unknown" }),
    4,
  ],
  [new KhipuApiError("getBanks", { status: 500, body: "", outcome: "unknown" }), 1],
])("%s is told with exit code %i", (error, exitCode) => {
  const context = contextOf(new AbortController().signal);

  expect(explain(error, context)).toMatchObject({ exitCode });
  expect(explain(error, context).message.es).not.toBe("");
});

test("a lost refund stays unknown when somebody interrupts what looks for it", () => {
  const error = new KhipuApiError("postRefund", { status: 500, body: "", outcome: "unknown" });

  expect(explain(error, contextOf(AbortSignal.abort()))).toMatchObject({ exitCode: 4 });
  expect(explain(new Error("aborted"), contextOf(AbortSignal.abort()))).toMatchObject({
    exitCode: 130,
  });
});
