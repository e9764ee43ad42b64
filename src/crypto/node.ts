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
  return sign(secret, parts);
}

/** Compares in a time that depends on the length alone; different lengths are different. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Tells whether `base64`, which the caller has found to be well formed, is the HMAC-SHA256 of `parts`
 * with one of the `secrets`. The bytes are compared, in constant time.
 */
export function verifyHmac(
  secrets: readonly string[],
  parts: readonly (string | Uint8Array)[],
  base64: string,
): boolean | Promise<boolean> {
  const signature = Buffer.from(base64, "base64");
  return secrets.some((secret) => equalBytes(sign(secret, parts), signature));
}

function sign(secret: string, parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hmac = createHmac("sha256", keys.get(secret) ?? importKey(secret));
  for (const part of parts) hmac.update(part);
  // As a string of bytes first: a Buffer out of the pool costs less than one made for it.
  return Buffer.from(hmac.digest("binary"), "binary");
}

function importKey(secret: string): HmacKey {
  const key = createSecretKey(Buffer.from(secret));
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}
