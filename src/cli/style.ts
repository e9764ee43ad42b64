import type { Env, Output } from "./io.js";

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Writes text in colour, where there are colours. */
export type Style = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

/** Colours on a terminal only, but for `FORCE_COLOR` and `NO_COLOR`; the first outweighs the second, as in Node. */
export function hasColours(stream: Output, env: Env): boolean {
  const forced = env["FORCE_COLOR"];
  const refused = env["NO_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && !refused && env["TERM"] !== "dumb";
}

/** The styles of one stream. */
export function styleOf(isColoured: boolean): Style {
  const paint = (code: number) => (text: string) =>
    isColoured ? `\x1b[${code}m${text}\x1b[0m` : text;
  return {
    bold: paint(CODES.bold),
    dim: paint(CODES.dim),
    red: paint(CODES.red),
    green: paint(CODES.green),
    yellow: paint(CODES.yellow),
    cyan: paint(CODES.cyan),
  };
}

/** What reorders, ends or hides a line, or what a terminal obeys, beyond ASCII's own: C1, DEL, marks of direction. */
const SLY = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Writes such characters as JSON escapes them: whoever parses JSON gets them back, and nobody is shown another text. */
export function disarmed(text: string): string {
  return text.replace(SLY, (sly) => `\\u${sly.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What can be told on a line. */
export type Plain = string | number | boolean | null | undefined;

/**
 * Takes out what a terminal would obey, and what would break the line: a payment's subject is written by
 * strangers.
 */
export function plain(value: Plain): string {
  return String(value ?? "").replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu,
    " ",
  );
}
