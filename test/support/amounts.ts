import fc from "./properties.js";

/** How many amounts are tried. */
export const RUNS = { numRuns: 500 };

/** An independent reading: digits before and after the point, scaled to 40 decimals. */
export function scaled(text: string): bigint {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole + fraction.padEnd(40, "0"));
  return negative ? -size : size;
}

/** Amounts as Khipu, or somebody, may spell them. */
export const spelled = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.stringMatching(/^0{0,3}\d{1,9}$/),
    fc.option(fc.stringMatching(/^\d{1,6}0{0,4}$/), { nil: undefined }),
  )
  .map(
    ([sign, whole, fraction]) => `${sign}${whole}${fraction === undefined ? "" : `.${fraction}`}`,
  );
