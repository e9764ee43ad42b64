/**
 * One header as it is written: a name, a value that can be seen. What `fetch` would refuse is refused here
 * first, because it quotes the value. How a message is carried is the transport's: it refuses most of
 * these, as if the connection had failed.
 */
const HEADER =
  /^(?!(connection|content-length|expect|keep-alive|transfer-encoding|upgrade)\n)[!#-'*+.^-`|~\w-]+\n[\t -~\x80-\xff]*$/;

/** Checks a call's own headers and gives them lower-case names. */
export function callHeaders(headers: Record<string, string> | undefined): Record<string, string> {
  const given = headers ?? {};
  // A `Headers` or a `Map` has no entries of its own: what it holds would be left out in silence.
  if (typeof given !== "object" || Symbol.iterator in given) {
    throw new TypeError("headers must be a plain object");
  }
  const checked: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    const name = key.toLowerCase();
    if (typeof value !== "string" || !HEADER.test(`${name}\n${value}`)) {
      throw new TypeError(`headers: ${name} or its value cannot be sent`);
    }
    checked[name] = value;
  }
  return checked;
}

/** Checks a credential that goes into a header, without ever showing it. */
export function credential(name: string, value: unknown): string {
  if (typeof value === "string" && /^[!-~]+$/.test(value)) return value;
  throw new TypeError(`${name} must be a non-empty string without white space`);
}
