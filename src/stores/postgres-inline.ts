import { hexOf } from "./hex.js";

/**
 * Puts values in the place of `$1`, `$2`, …, so that a statement can stand in one text with others, or go through an ORM
 * whose parameters look otherwise. What is more than a plain word goes as hexadecimal digits, which can be nothing else.
 */
export function inlined(sql: string, values: readonly (string | number)[]): string {
  return values.reduce<string>((text, value, index) => {
    // No literal has a `$` in it, so none is taken for a place.
    const literal = typeof value === "number" ? String(value) : textLiteral(value);
    return text.replaceAll(`$${index + 1}`, literal);
  }, sql);
}

/** What reads the same in every text of SQL, whatever the server's settings, such as `payment:gqzdy6chjne9`. */
const PLAIN = /^[\w:.-]*$/;

function textLiteral(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  // What convert_from answers is collated as "C", as is the name of an encoding. Compared so, no index of ours would be used.
  return `convert_from(decode('${hexOf(text)}', 'hex'), 'UTF8') COLLATE "default"`;
}
