import type { Middleware } from "openapi-fetch";
import { hmacSha256 } from "#crypto";

const FORM = "application/x-www-form-urlencoded";

/** Percent-encodes as RFC 3986 does: unlike `encodeURIComponent`, also `! ' ( ) *`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Writes a form as it is signed: unset fields left out, spaces as `%20`. */
export function formBody(fields: unknown): string {
  return Object.entries(Object(fields) as object)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join("&");
}

/** What a request is signed over: its method, its address, then query and form together, by name. */
export function canonicalRequest(request: {
  method: string;
  url: string;
  body: string | undefined;
  contentType: string | null;
}): string {
  const { method, body = "", contentType } = request;
  const url = new URL(request.url);
  const isForm = contentType?.startsWith(FORM) ?? false;
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
  request: Parameters<typeof canonicalRequest>[0],
): Promise<string> {
  const digest = await hmacSha256(secret, [canonicalRequest(request)]);
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${receiverId}:${hex}`;
}

/** Marks forms, and signs every request each time it is sent: over what really goes out. */
export function signing(receiverId: string, secret: string): Middleware {
  return {
    async onRequest({ request }) {
      const { method, url, headers } = request;
      // The transport's look-alike of a Request holds its body as text.
      const body = request.body as unknown as string | undefined;
      // Every body of this API is a form; openapi-fetch would call it JSON.
      if (body !== undefined) headers.set("content-type", FORM);
      const contentType = headers.get("content-type");
      const sent = { method, url, body, contentType };
      headers.set("authorization", await signRequest(receiverId, secret, sent));
    },
  };
}
