import { notificationError } from "./notification-error.js";

/** A `Headers` object of any realm: all that is needed of one. */
export interface HeadersLike {
  get(name: string): string | null | undefined;
}

/**
 * Where the signature is: in a `Headers` object, in Node's object of headers, or the value of the
 * `x-khipu-signature` header itself. The header's name counts in any case.
 */
export type NotificationHeaders =
  | string
  | null
  | undefined
  | HeadersLike
  | { readonly [name: string]: string | readonly string[] | undefined; readonly get?: never };

/** A signature header, taken apart. */
export interface Signature {
  /** Unix milliseconds, as the digits that were signed. */
  readonly t: string;
  /** The HMAC in canonical base64. */
  readonly s: string;
}

const NAME = "x-khipu-signature";
// 15 digits are exact as a number, and last until the year 33658. The base64 is of 32 bytes: its last
// character but the padding leaves two bits over, and only with both zero is it canonical.
const SIGNATURE = /^t=(\d{1,15}), ?s=([A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=)$/;
const REVERSED = /^(s=.+), ?(t=.+)/;

/** Finds the signature and takes it apart, or refuses it: a part repeated, missing or unknown is wrong. */
export function readSignature(headers: NotificationHeaders): Signature {
  const header = findHeader(headers);
  const [, t, s] =
    SIGNATURE.exec(header) ?? SIGNATURE.exec(header.replace(REVERSED, "$2,$1")) ?? [];
  if (t && s) return { t, s };
  if (!header) throw notificationError("missing-signature", `the ${NAME} header is missing`);
  const hint = /v1=|s=\w{64}/.test(header) ? ", but v1= or hex" : "";
  const problem = `the ${NAME} header is not t=<milliseconds>,s=<base64>${hint}`;
  throw notificationError("malformed-signature", problem);
}

/** The header's value. Repeated headers are joined by commas, as HTTP has it, and so are malformed. */
function findHeader(headers: NotificationHeaders): string {
  if (typeof headers === "string") return headers;
  // In Node's object, `get` would be a header of that name: never a function.
  if (typeof headers?.get === "function") return headers.get(NAME) ?? "";
  let found = "";
  for (const name in headers) {
    // The length first: headers are many, and every notification takes this path.
    if (name.length === NAME.length && name.toLowerCase() === NAME) {
      // Text of a list has commas between its values.
      found += String(headers[name] ?? "");
    }
  }
  return found;
}
