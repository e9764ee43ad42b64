/** A request as it was saved: its headers by their names in lower case, and its body. */
export interface SavedRequest {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** The body is shorter than `content-length` says. */
  readonly isCut: boolean;
}

/**
 * Reads an HTTP/1 request out of a file: start line (which may be missing), headers, an empty line, body.
 * A body in chunks is put together, and one with a `content-length` ends there: what an editor added
 * behind it is not the body's.
 *
 * @returns `undefined` for what is no request.
 */
export function readSavedRequest(file: Uint8Array): SavedRequest | undefined {
  const bytes = Buffer.from(file);
  const text = bytes.toString("latin1");
  const gap = /\r?\n\r?\n/.exec(text);
  if (gap === null) return undefined;
  const headers = readHeaders(text.slice(0, gap.index));
  if (headers.size === 0) return undefined;
  const rest = bytes.subarray(gap.index + gap[0].length);
  if (/chunked/i.test(headers.get("transfer-encoding") ?? "")) {
    return { headers, ...unchunk(rest) };
  }
  const length = Number(headers.get("content-length") ?? rest.length);
  return { headers, body: rest.subarray(0, length), isCut: rest.length < length };
}

/** Headers out of lines `name: value`; what comes twice is joined, as servers do it. */
export function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

function unchunk(bytes: Buffer): { body: Uint8Array; isCut: boolean } {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf("\n", at);
    const size = Number.parseInt(bytes.subarray(at, Math.max(end, at)).toString("latin1"), 16);
    if (end < 0 || Number.isNaN(size)) return { body: Buffer.concat(parts), isCut: true };
    if (size === 0) return { body: Buffer.concat(parts), isCut: false };
    const begin = end + 1;
    parts.push(bytes.subarray(begin, begin + size));
    if (begin + size > bytes.length) return { body: Buffer.concat(parts), isCut: true };
    at = begin + size;
    // The line break behind a chunk is not a chunk.
    while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  }
}
