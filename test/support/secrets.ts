import { inspect } from "node:util";

/** Every way in which a value usually ends up in a log, in one text. */
export function everythingShownBy(value: unknown): string {
  const { stack, message } = Object(value) as Partial<Error>;
  return [
    attempt(() => JSON.stringify(value)),
    inspect(value, { depth: 20, showHidden: true, maxStringLength: null }),
    inspect(value, { depth: 20, getters: true }),
    attempt(() => String(value)),
    stack,
    message,
  ].join("\n");
}

/** Finds a word, but no amount inside of a longer number: a measured duration has any four digits now and then. */
export function asWord(word: string): RegExp {
  return new RegExp(`(?<![\\d.])${word.replaceAll(".", "\\.")}(?!\\d)`);
}

/** What cannot be shown so at all (a circle, no prototype) is not shown so. */
function attempt(show: () => string): string {
  try {
    return show();
  } catch {
    return "";
  }
}
