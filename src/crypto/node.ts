import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** A secret, ready to sign with. */
export type HmacKey = KeyObject;

/** More than any rotation needs; who uses more secrets than this in turn loses a little speed. */
const MAX_KEYS = 64;
// Making a key anew costs a tenth of verifying a notification.
const keys = new Map<string, HmacKey>();

/** Signs the concatenation of `parts` (text counts as UTF-8) with HMAC-SHA256. */
export function hmacSha256(
  secret: string,
  parts: readonly (string | Uint8Array)[],
): Uint8Array | Promise<Uint8Array> {
  return hmacOf(secret, parts).digest();
}

/** Compares in a time that depends on the length alone; different lengths are different. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Tells whether `base64` is the HMAC-SHA256 of `parts` with one of the `secrets`, in its one spelling. Compared in
 * constant time.
 */
export function verifyHmac(
  secrets: readonly string[],
  parts: readonly (string | Uint8Array)[],
  base64: string,
): boolean | Promise<boolean> {
  const signature = Buffer.from(base64);
  return secrets.some((secret) =>
    equalBytes(Buffer.from(hmacOf(secret, parts).digest("base64")), signature),
  );
}

function hmacOf(secret: string, parts: readonly (string | Uint8Array)[]) {
  const hmac = createHmac("sha256", keys.get(secret) ?? importKey(secret));
  for (const part of parts) hmac.update(part);
  return hmac;
}

function importKey(secret: string): HmacKey {
  const key = createSecretKey(Buffer.from(secret));
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}
