import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { html } from "../../src/simulator/pages/html.js";
import { amountText, hasFraction, unitsOf } from "../../src/simulator/payments/money.js";
import { accountNumberOf, formatRut, sameIdentifier } from "../../src/simulator/payments/rut.js";
import { settlementDate } from "../../src/simulator/payments/settlement-date.js";
import { Random } from "../../src/simulator/random.js";

describe("amounts in ten-thousandths", () => {
  test.each([
    { amount: 1000, units: 10_000_000, text: "1000.0000" },
    { amount: "5900.00", units: 59_000_000, text: "5900.0000" },
    { amount: 0.1, units: 1000, text: "0.1000" },
    { amount: "0.0001", units: 1, text: "0.0001" },
    { amount: 900_000_000_000, units: 9_000_000_000_000_000, text: "900000000000.0000" },
  ])("hold $amount exactly", ({ amount, units, text }) => {
    expect(unitsOf(amount)).toBe(units);
    expect(amountText(units)).toBe(text);
  });

  test.each([0.00001, "1.23456", 1e12, 1e21, Number.NaN, "1.000,00", "", null, {}])(
    "refuse %p",
    (amount) => {
      expect(unitsOf(amount)).toBeUndefined();
    },
  );

  test("come back as they were", () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (units) => {
        expect(unitsOf(amountText(units))).toBe(units);
      }),
    );
  });

  test("know a fraction", () => {
    expect([hasFraction(10_000), hasFraction(10_001)]).toEqual([false, true]);
  });
});

describe("a RUT", () => {
  test.each([
    ["11111111-1", "11.111.111-1"],
    ["11.111.111-1", "11.111.111-1"],
    ["12345678-5", "12.345.678-5"],
    ["123456785", "12.345.678-5"],
    ["1000005-k", "1.000.005-K"],
  ])("%s is written %s", (text, written) => {
    expect(formatRut(text)).toBe(written);
  });

  test.each(["11111111-2", "12345678-K", "", "abc", "1-9", "11.111.111", "<script>"])(
    "%p is none",
    (text) => {
      expect(formatRut(text)).toBeUndefined();
    },
  );

  test("is the same with and without dots", () => {
    expect(sameIdentifier("11.111.111-k", "11111111K")).toBe(true);
    expect(sameIdentifier("11.111.111-1", "11.111.112-1")).toBe(false);
  });

  test("becomes an account number of 21 digits", () => {
    expect(accountNumberOf("44.444.444-4")).toBe("000000000000444444444");
    expect(accountNumberOf("1.000.005-K")).toBe("000000000000010000050");
  });
});

describe("the settlement date", () => {
  test.each([
    // Monday noon in Chilean summer, UTC-3: Tuesday 1:00 there is 4:00 UTC.
    { paid: "2026-03-09T15:00:00.000Z", settled: "2026-03-10T04:00:00.000Z" },
    // Friday in winter, UTC-4: the next business day is Monday.
    { paid: "2026-07-10T15:00:00.000Z", settled: "2026-07-13T05:00:00.000Z" },
    // 2:30 UTC on Tuesday is still Monday in Chile.
    { paid: "2026-07-14T02:30:00.000Z", settled: "2026-07-14T05:00:00.000Z" },
  ])("of $paid is $settled", ({ paid, settled }) => {
    expect(new Date(settlementDate(Date.parse(paid))).toISOString()).toBe(settled);
  });
});

describe("Random", () => {
  test("draws the same from the same seed and stream, and goes on from a state", () => {
    const one = new Random("seed", "ids");
    const other = new Random("seed", "ids");

    expect([one.name(12), one.hex(64), one.uuid()]).toEqual([
      other.name(12),
      other.hex(64),
      other.uuid(),
    ]);
    const { state } = one;
    const next = one.name(12);
    other.state = state;
    expect(other.name(12)).toBe(next);
    expect(new Random("seed", "faults").name(12)).not.toBe(new Random("seed", "ids").name(12));
  });

  test("makes ids, digits and UUIDs of the right form", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const random = new Random(seed, "ids");
        expect(random.name(12)).toMatch(/^[a-z0-9]{12}$/);
        expect(random.digits(6)).toMatch(/^[1-9][0-9]{5}$/);
        expect(random.uuid()).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  test("has the chances it is told", () => {
    const random = new Random("chances", "faults");
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length;

    expect(hits).toBeGreaterThan(2800);
    expect(hits).toBeLessThan(3200);
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
  });
});

describe("html", () => {
  test("escapes every value once, and leaves HTML of its own alone", () => {
    const evil = `<b a="x" c='y'>&\``;

    const text = html`<i title="${evil}">${[html`<u>${evil}</u>`, 7, undefined, false]}</i>`;

    expect(text.toString()).toBe(
      `<i title="&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;&#96;"><u>&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;&#96;</u>7</i>`,
    );
  });
});
