import { fieldsOf } from "../fields.js";
import { hmacSha256 } from "#crypto";
import { writeFields, type WrittenRequest } from "../http/request.js";

/** The media type of a form. */
export const FORM = "application/x-www-form-urlencoded";

/** Percent-encodes as RFC 3986 does: unlike `encodeURIComponent`, also `! ' ( ) *`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Writes a form as it is signed: unset fields left out, spaces as `%20`. */
export function formBody(fields: unknown): string {
  return writeFields(fieldsOf(fields), encode);
}

/** What a request is signed over: its method, its address, then query and form together, by name. */
export function canonicalRequest(request: WrittenRequest): string {
  const { method, body = "", headers } = request;
  const url = new URL(request.url);
  const isForm = headers["content-type"]?.startsWith(FORM) ?? false;
  const fields = [...url.searchParams, ...new URLSearchParams(isForm ? body : "")]
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `&${name}=${value}`);
  const address = encode(url.origin + decodeURIComponent(url.pathname));
  const json = body && !isForm ? `&${body}` : "";
  return `${method.toUpperCase()}&${address}${fields.join("")}${json}`;
}

/** The value of `Authorization` for one request. */
export async function signRequest(
  receiverId: string,
  secret: string,
  request: WrittenRequest,
): Promise<string> {
  const digest = await hmacSha256(secret, [canonicalRequest(request)]);
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${receiverId}:${hex}`;
}
