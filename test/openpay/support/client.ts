import { readFileSync } from "node:fs";
import { Openpay, type OpenpayOptions } from "../../../src/openpay/index.js";

/** Openpay's sandbox. */
export const ORIGIN = "https://sandbox-api.openpay.mx";
export const MERCHANT = "m0000000000000000001";
/** Long and unlike anything else, so that finding it anywhere means that it leaked. */
export const PRIVATE_KEY = "sk_that-must-never-leak-7d31";
/** HTTP Basic of the key and no password, as any other tool writes it. */
export const AUTHORIZATION = "Basic c2tfdGhhdC1tdXN0LW5ldmVyLWxlYWstN2QzMTo=";

/** A client whose calls are not repeated, unless a test asks for it. */
export function testOpenpay(options: Partial<OpenpayOptions> = {}): Openpay {
  const credentials = { merchantId: MERCHANT, privateKey: PRIVATE_KEY };
  return new Openpay({ ...credentials, maxRetries: 0, timeoutMs: 25_000, ...options });
}

/** An object out of `test/fixtures/openpay.v1`. */
export function fixture<T = Record<string, unknown>>(name: string): T {
  const url = new URL(`../../fixtures/openpay.v1/${name}.json`, import.meta.url);
  // Each test knows what it reads; test/openapi/openpay-bodies.test.ts holds the files to their schemas.
  return JSON.parse(readFileSync(url, "utf8")) as T;
}
