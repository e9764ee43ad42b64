import { fieldsOf } from "../fields.js";
import type { Operation, Parts } from "../operation.js";

/** A request that is written, without what every request carries. */
export interface WrittenRequest {
  readonly method: string;
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
}

/** How an API has its bodies written. */
export interface BodyFormat {
  readonly mediaType: string;
  readonly write: (body: object) => string;
}

const JSON_BODY: BodyFormat = { mediaType: "application/json", write: JSON.stringify };

/** Writes the address and the body of a call. */
export function writeRequest(
  baseUrl: string,
  { method, path }: Operation,
  parts: Parts,
  format = JSON_BODY,
): WrittenRequest {
  const values = fieldsOf(parts.path);
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(name, values[name])),
  );
  const query = writeFields(parts.query);
  const url = baseUrl + address + (query && `?${query}`);
  if (!parts.body) return { method, url, headers: {} };
  const headers = { "content-type": format.mediaType };
  return { method, url, headers, body: format.write(parts.body) };
}

/** Writes fields as a query or a form has them; those that are not set are left out. */
export function writeFields(
  fields: object = {},
  encode: (text: string) => string = encodeURIComponent,
): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encode(textOf(name, name))}=${encode(textOf(name, value))}`)
    .join("&");
}

/** A list or an object has no one text, and half of a character cannot be encoded. */
function textOf(name: string, value: unknown): string {
  const text = String(value);
  if (/^(string|number|boolean)$/.test(typeof value) && !/\p{Surrogate}/u.test(text)) return text;
  throw new TypeError(`${name} must be text, a number, true or false`);
}
