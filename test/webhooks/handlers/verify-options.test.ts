import { describe, expect, test } from "@jest/globals";
import { webhookHandler } from "../../../src/webhooks/index.js";
import { untyped } from "../../support/untyped.js";
import { SECRET } from "../vectors.js";
import { shop, storeWithout } from "./setup.js";

describe("how signatures are verified", () => {
  const make = (changes: object) => () =>
    webhookHandler(untyped<never>({ ...shop().options, ...changes }));

  test.each([
    undefined,
    null,
    "",
    " \t",
    7,
    ...[[], [""], [SECRET, ""], ["  ", SECRET], [SECRET, undefined], [7]],
  ])("is not without a usable secret: %j", (secret) => {
    expect(make({ secret })).toThrow(TypeError);
    expect(make({ secret })).toThrow(
      "secret must be the receiver's secret, or a list of them, none of it empty",
    );
  });

  test("is told without the secret in words", () => {
    expect(make({ secret: [SECRET, ""] })).not.toThrow(SECRET);
  });

  test.each<[string, unknown]>([
    ["toleranceMs", -1],
    ["toleranceMs", Number.NaN],
    ["toleranceMs", "60000"],
    ["toleranceMs", true],
    ["toleranceMs", null],
    ["clockSkewMs", -1],
    ["clockSkewMs", Number.NaN],
    ["clockSkewMs", "60000"],
    ["clockSkewMs", false],
  ])("has times that are times: %s is not %p", (option, value) => {
    expect(make({ [option]: value })).toThrow(RangeError);
    expect(make({ [option]: value })).toThrow(`${option} must be milliseconds, 0 or more`);
  });

  test("has times that may be nothing at all", () => {
    expect(make({ toleranceMs: 0, clockSkewMs: 0 })).not.toThrow();
  });

  test.each([0, null, "now"])("has a clock that is a function: not %p", (now) => {
    expect(make({ now })).toThrow("now must be a function");
  });

  test("goes back no farther than the store remembers", () => {
    const remembering = (retentionMs?: number) => ({ ...storeWithout("nothing"), retentionMs });
    const DAY = 86_400_000;
    const atMost = (retentionMs: number, changes: object) =>
      make({ store: remembering(retentionMs), ...changes });

    expect(atMost(3 * DAY + 300_000, {})).not.toThrow();
    expect(atMost(3 * DAY + 299_999, {})).toThrow(RangeError);
    expect(atMost(5 * DAY, { toleranceMs: 4 * DAY, clockSkewMs: DAY })).not.toThrow();
    expect(atMost(5 * DAY, { toleranceMs: 4 * DAY, clockSkewMs: DAY + 1 })).toThrow("forgets");
    expect(atMost(400 * DAY, { toleranceMs: false })).toThrow("forgets");
    expect(atMost(5, { toleranceMs: 4, clockSkewMs: 2 })).toThrow(
      new RangeError(
        "toleranceMs and clockSkewMs let a signature count for 6 ms, and the store forgets after 5 ms: " +
          "what is forgotten would be settled again",
      ),
    );
    expect(atMost(400 * DAY, { toleranceMs: Infinity })).toThrow("forgets");
    expect(atMost(Number.NaN, {})).toThrow("forgets");
    expect(atMost(Infinity, { toleranceMs: false })).not.toThrow();
    // Nobody can tell: the store's own documentation has to.
    expect(make({ store: remembering(undefined), toleranceMs: false })).not.toThrow();
  });
});
