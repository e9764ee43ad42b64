/** A secret, ready to sign with. */
export type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** More than any rotation needs; who uses more secrets than this in turn loses a little speed. */
const MAX_KEYS = 64;
// Importing a key costs as much as signing with it.
const keys = new Map<string, HmacKey>();

/** Signs the concatenation of `parts` (text counts as UTF-8) with HMAC-SHA256. */
export async function hmacSha256(
  secret: string,
  parts: readonly (string | Uint8Array)[],
): Promise<Uint8Array> {
  // Before anything is awaited: by then the caller may have reused its buffer.
  const message = concatenate(parts);
  const key = keys.get(secret) ?? (await importKey(secret));
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
}

/** Compares in a time that depends on the length alone; different lengths are different. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}

/**
 * Tells whether `base64`, which the caller has found to be well formed, is the HMAC-SHA256 of `parts`
 * with one of the `secrets`. The bytes are compared, in constant time.
 */
export async function verifyHmac(
  secrets: readonly string[],
  parts: readonly (string | Uint8Array)[],
  base64: string,
): Promise<boolean> {
  const message = concatenate(parts);
  const binary = atob(base64);
  // Not `Uint8Array.from`, which walks through the text by its iterator: five times as slow.
  const signature = new Uint8Array(binary.length).map((_, index) => binary.charCodeAt(index));
  for (const secret of secrets) {
    const key = keys.get(secret) ?? (await importKey(secret));
    if (await crypto.subtle.verify("HMAC", key, signature, message)) return true;
  }
  return false;
}

async function importKey(secret: string): Promise<HmacKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const uses: ("sign" | "verify")[] = ["sign", "verify"];
  const key = await crypto.subtle.importKey("raw", encode(secret), algorithm, false, uses);
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}

function encode(text: string) {
  // Made when needed: where a test's environment has none (jsdom), importing must not fail.
  return new TextEncoder().encode(text);
}

function concatenate(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const pieces = parts.map((part) => (typeof part === "string" ? encode(part) : part));
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    whole.set(piece, end);
    end += piece.length;
  }
  return whole;
}
