/** A secret, ready to sign with. */
export type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** More than any rotation needs; who uses more secrets than this in turn loses a little speed. */
const MAX_KEYS = 64;
// Importing a key costs as much as signing with it.
const keys = new Map<string, Promise<HmacKey>>();

/** Signs the concatenation of `parts` (text counts as UTF-8) with HMAC-SHA256. */
export async function hmacSha256(
  secret: string,
  parts: readonly (string | Uint8Array)[],
): Promise<Uint8Array> {
  // Before anything is awaited: by then the caller may have reused its buffer.
  const message = concatenate(parts);
  return new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), message));
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
  const signature = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  for (const secret of secrets) {
    if (await crypto.subtle.verify("HMAC", await keyOf(secret), signature, message)) return true;
  }
  return false;
}

function keyOf(secret: string): Promise<HmacKey> {
  let key = keys.get(secret);
  if (!key) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = crypto.subtle.importKey("raw", encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
      "verify",
    ]);
    keys.set(secret, key);
  }
  return key;
}

function encode(text: string) {
  // Made when needed: where a test's environment has none (jsdom), importing must not fail.
  return new TextEncoder().encode(text);
}

function concatenate(parts: readonly (string | Uint8Array)[]): Uint8Array {
  // Encoding once costs half of encoding each part and copying it.
  if (parts.every((part) => typeof part === "string")) return encode(parts.join(""));
  return parts.reduce<Uint8Array>((head, part) => {
    const tail = typeof part === "string" ? encode(part) : part;
    const whole = new Uint8Array(head.length + tail.length);
    whole.set(head);
    whole.set(tail, head.length);
    return whole;
  }, new Uint8Array());
}
