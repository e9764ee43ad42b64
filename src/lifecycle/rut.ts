// Dots stand at the thousands or nowhere; people paste every kind of dash, or none.
const WRITTEN = /^0*(\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})[-\u2010-\u2015\u2212]?([\dkK])$/;

/** A RUT, taken apart. */
interface Parts {
  readonly body: number;
  readonly digit: string;
}

/**
 * Reads a Chilean RUT as people and Khipu write it: `12.345.678-5`, `12345678-5`, `123456785`, a small `k`, white
 * space around it.
 *
 * @returns it without dots, `12345678-5`: the form to store. `undefined` when it is none, also when its last digit
 * does not fit the others.
 */
export function parseRut(text: unknown): string | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  return parts.digit === checkDigit(parts.body) ? joined(parts) : undefined;
}

/**
 * Writes a RUT as people read it: `12.345.678-5`.
 *
 * @throws RangeError when it is no RUT; the message does not quote it.
 */
export function formatRut(text: string): string {
  const [body = "", digit = ""] = parseRut(text)?.split("-") ?? [];
  if (!body) throw new RangeError("the text is no RUT, such as 12.345.678-5");
  return `${body.replace(/\B(?=(\d{3})+$)/g, ".")}-${digit}`;
}

/**
 * Whether two texts are the same RUT, however each is written: answers of Khipu's have `16.142.874-4` where
 * notifications have `16142874-4`. Texts that are no RUT are the same as nothing. Whether the last digit fits the
 * others is not asked: Khipu's own examples have some that do not.
 */
export function sameRut(a: unknown, b: unknown): boolean {
  const [first, second] = [partsOf(a), partsOf(b)];
  return first !== undefined && second !== undefined && joined(first) === joined(second);
}

function partsOf(text: unknown): Parts | undefined {
  if (typeof text !== "string") return undefined;
  const [, digits = "", digit = ""] = WRITTEN.exec(text.trim()) ?? [];
  const body = Number(digits.replaceAll(".", ""));
  return body > 0 ? { body, digit: digit.toUpperCase() } : undefined;
}

function joined({ body, digit }: Parts): string {
  return `${body}-${digit}`;
}

/** Modulo 11, the digits weighted 2 to 7 from the right. */
function checkDigit(body: number): string {
  let sum = 0;
  for (let rest = body, weight = 2; rest > 0; rest = Math.floor(rest / 10)) {
    sum += (rest % 10) * weight;
    weight = weight === 7 ? 2 : weight + 1;
  }
  const digit = 11 - (sum % 11);
  if (digit === 11) return "0";
  return digit === 10 ? "K" : String(digit);
}
