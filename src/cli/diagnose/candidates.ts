import type { MistakeCode } from "./mistakes/index.js";

/** One of the things that may have been signed, and the mistake that it would mean; none for the right one. */
export interface Candidate<T> {
  readonly value: T;
  readonly mistake?: MistakeCode;
}

/** The secret of Khipu's published example. */
export const PUBLISHED_SECRET = "1a4cbbbeb8bdb7e1d73572b9cc43ce4ce18f79d9";

const HEX = /^[\da-f]+$/i;
const LETTERS_LOST = "\ufffd";

/** The bodies that this one may have been before something changed it. */
export function bodyCandidates(body: Uint8Array): Candidate<Uint8Array>[] {
  const bytes = Buffer.from(body);
  const text = bytes.toString("utf8");
  const variants: [MistakeCode, string | Uint8Array | undefined][] = [
    // Before the spaces, because `trim` takes it for one.
    ["body-bom", text.replace(/^\ufeff/, "")],
    ["body-newline-added", text.replace(/\r?\n$/, "")],
    ["body-newline-added", text.trim()],
    ["body-newline-lost", `${text}\n`],
    ["body-newline-lost", `${text}\r\n`],
    ["body-line-breaks", text.replaceAll("\r\n", "\n")],
    ["body-line-breaks", text.replaceAll(/\r?\n/g, "\r\n")],
    ["body-encoding", withoutUtf16(bytes)],
    ["body-encoding", Buffer.from(text, "latin1")],
    ["body-encoding", bytes.toString("latin1")],
    ["body-base64", decoded(text)],
    ...serialisations(text).map(([code, value]): [MistakeCode, string] => [code, value]),
  ];
  const found: Candidate<Uint8Array>[] = [{ value: body }];
  for (const [mistake, variant] of variants) {
    if (variant === undefined || variant.length === 0) continue;
    const value = Buffer.from(variant);
    if (!found.some((other) => value.equals(other.value))) found.push({ value, mistake });
  }
  return found;
}

/** The keys that may have been used in place of the secrets. */
export function secretCandidates(
  secrets: readonly string[],
  apiKey: string | undefined,
): Candidate<string | Uint8Array>[] {
  const found: Candidate<string | Uint8Array>[] = secrets.map((value) => ({ value }));
  for (const secret of secrets) {
    const trimmed = secret.trim();
    const unquoted = trimmed.replace(/^(["'])(.*)\1$/, "$2");
    const unnamed = trimmed.replace(/^(?:export\s+)?\w+=(["']?)(.*)\1$/, "$2");
    add(found, trimmed, "secret-spaces");
    add(found, unquoted, "secret-quotes");
    add(found, unnamed, "secret-named");
    add(found, trimmed.toLowerCase(), "secret-case");
    add(found, trimmed.toUpperCase(), "secret-case");
    // Signed with what was read from a file, line break and all.
    for (const end of ["\n", "\r\n"]) add(found, `${trimmed}${end}`, "secret-spaces");
    if (HEX.test(trimmed))
      found.push({ value: Buffer.from(trimmed, "hex"), mistake: "secret-decoded" });
  }
  if (apiKey !== undefined) add(found, apiKey.trim(), "secret-is-api-key");
  add(found, PUBLISHED_SECRET, "secret-published");
  return found;
}

/** How `t` and the body may have been put together: what stands before the body, and what after it. */
export function formCandidates(
  t: string | undefined,
): Candidate<{ readonly before: string; readonly after: string }>[] {
  const bare = { value: { before: "", after: "" }, mistake: "without-time" as const };
  if (t === undefined) return [bare];
  const inSeconds = String(Math.floor(Number(t) / 1000));
  return [
    { value: { before: `${t}.`, after: "" } },
    bare,
    { value: { before: t, after: "" }, mistake: "without-dot" },
    { value: { before: "", after: `.${t}` }, mistake: "time-last" },
    { value: { before: "", after: t }, mistake: "time-last" },
    { value: { before: `${inSeconds}.`, after: "" }, mistake: "seconds" },
    { value: { before: `${t}000.`, after: "" }, mistake: "milliseconds" },
  ];
}

/** What gives a body away without its signature. */
export function bodyMistakes(body: Uint8Array): MistakeCode[] {
  const text = Buffer.from(body).toString("utf8");
  if (text.trim() === "") return ["body-empty"];
  if (/^\[object \w+\]$/.test(text.trim())) return ["body-object"];
  return text.includes(LETTERS_LOST) ? ["body-letters-lost"] : [];
}

/** What gives a secret away without a signature. */
export function secretMistakes(
  secrets: readonly string[],
  apiKey: string | undefined,
): MistakeCode[] {
  const key = apiKey?.trim();
  const isPlain = (secret: string) => /^[\da-f]{40}$/i.test(secret);
  // What looks like a secret is one: then the key was set to it.
  const isKey = (secret: string) => secret.trim() === key && !isPlain(secret.trim());
  if (secrets.some(isKey)) return ["secret-is-api-key"];
  return secrets.every(isPlain) ? [] : ["secret-shape"];
}

/** Serialisations of the same JSON, as languages and servers write it. */
function serialisations(text: string): [MistakeCode, string][] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return [];
  }
  const code = typeof value === "string" ? "body-stringified-twice" : "body-reserialised";
  const compact = typeof value === "string" ? value : JSON.stringify(value);
  const ascii = compact.replaceAll(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const all = [compact, escaped(compact), ascii, escaped(ascii), escaped(text.trim())];
  return all.map((each) => [code, each]);
}

/** Khipu escapes slashes, and most serialisers do not. */
function escaped(json: string): string {
  return json.replaceAll(/(?<!\\)\//g, "\\/");
}

function withoutUtf16(bytes: Buffer): string | undefined {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return isUtf16 ? bytes.subarray(2).toString("utf16le") : undefined;
}

function decoded(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  return /^[A-Za-z\d+/\s]{16,}={0,2}$/.test(trimmed) ? Buffer.from(trimmed, "base64") : undefined;
}

function add(found: Candidate<string | Uint8Array>[], value: string, mistake: MistakeCode): void {
  if (value !== "" && !found.some((other) => other.value === value)) found.push({ value, mistake });
}
