import { describe, expect, test } from "@jest/globals";
import { formatRut, parseRut, sameRut } from "../../src/index.js";
import fc from "../support/properties.js";
import { cpuClock } from "../support/timers.js";
import { untyped } from "../support/untyped.js";

describe("parseRut", () => {
  test.each([
    ["12.345.678-5", "12345678-5"],
    ["12345678-5", "12345678-5"],
    ["123456785", "12345678-5"],
    ["16.142.874-4", "16142874-4"],
    ["16786170-9", "16786170-9"],
    [" 44.444.444-4\n", "44444444-4"],
    ["20.347.878-k", "20347878-K"],
    ["20347878K", "20347878-K"],
    ["76.000.000-0", "76000000-0"],
    ["012.345.678-5", "12345678-5"],
    ["00012345678-5", "12345678-5"],
    ["12.345.678\u20135", "12345678-5"],
    ["12345678\u22125", "12345678-5"],
    ["100000000-7", "100000000-7"],
    ["100.000.000-7", "100000000-7"],
    ["1-9", "1-9"],
    ["6-K", "6-K"],
  ])("reads %p", (text, rut) => {
    expect(parseRut(text)).toBe(rut);
  });

  test.each([
    ["a last digit that does not fit", "12.345.678-6"],
    ["Khipu's own example, which fits neither", "11.000.111-9"],
    ["a dot in the wrong place", "1.2345.678-5"],
    ["some dots, and some not", "12345.678-5"],
    ["commas", "12,345,678-5"],
    ["spaces inside", "12 345 678-5"],
    ["two dashes", "12345678--5"],
    ["nothing", ""],
    ["a dash", "-"],
    ["zero", "0-0"],
    ["zeros", "00.000.000-0"],
    ["letters", "ABC"],
    ["digits of another script", "١٢٣٤٥٦٧٨-٥"],
    ["too many digits", "1234567890-3"],
    ["a number", 123456785],
    ["null", null],
    ["an object", { toString: () => "12345678-5" }],
  ])("refuses %s", (_, text) => {
    expect(parseRut(text)).toBeUndefined();
  });

  test("gives one digit or K to each number, and takes no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (body) => {
        const fitting = "0,1,2,3,4,5,6,7,8,9,K"
          .split(",")
          .filter((last) => parseRut(`${body}-${last}`));

        expect(fitting).toHaveLength(1);
      }),
    );
  });

  test("does not take long over a long text", () => {
    const computedMs = cpuClock();

    expect(parseRut("0".repeat(1e6))).toBeUndefined();
    expect(computedMs()).toBeLessThan(1_000);
  });
});

describe("formatRut", () => {
  test.each([
    ["123456785", "12.345.678-5"],
    ["20347878-k", "20.347.878-K"],
    ["1-9", "1-9"],
    ["100000000-7", "100.000.000-7"],
  ])("writes %p as people read it", (text, rut) => {
    expect(formatRut(text)).toBe(rut);
  });

  test.each(["12345678-6", "", untyped<string>(undefined)])(
    "throws for %p, not quoting it",
    (text) => {
      const format = () => formatRut(text);

      expect(format).toThrow(new RangeError("the text is no RUT, such as 12.345.678-5"));
    },
  );

  test("writes what parseRut reads back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.nat({ max: 10 }), (body, digit) => {
        const rut = parseRut(`${body}-${"0123456789K".charAt(digit)}`);

        if (rut) expect(parseRut(formatRut(rut))).toBe(rut);
      }),
    );
  });
});

describe("sameRut", () => {
  test.each([
    ["16.142.874-4", "16142874-4"],
    ["20.347.878-k", "20347878K"],
    ["11.000.111-9", "11000111-9"],
    ["012345678-5", "12.345.678-5"],
  ])("takes %p for %p", (a, b) => {
    expect(sameRut(a, b)).toBe(true);
    expect(sameRut(b, a)).toBe(true);
  });

  test.each<[unknown, unknown]>([
    ["12.345.678-5", "12.345.678-6"],
    ["12.345.678-5", "2.345.678-5"],
    ["", ""],
    ["DNI 1", "DNI 1"],
    [undefined, undefined],
    [null, "12.345.678-5"],
    [123456785, "12.345.678-5"],
  ])("tells %p from %p", (a, b) => {
    expect(sameRut(a, b)).toBe(false);
    expect(sameRut(b, a)).toBe(false);
  });
});
