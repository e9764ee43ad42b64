import { readFileSync } from "node:fs";
import { Khipu, type KhipuOptions } from "../../src/index.js";

/** Where Instant Payments 3.0 is. */
export const ORIGIN = "https://payment-api.khipu.com";

/** Long and unlike anything else, so that finding it anywhere means that it leaked. */
export const API_KEY = "key-that-must-never-leak-7d31";

/** A client whose calls are not repeated, unless a test asks for it. */
export function testKhipu(options: Partial<KhipuOptions> = {}): Khipu {
  return new Khipu({ apiKey: API_KEY, maxRetries: 0, timeoutMs: 25_000, ...options });
}

/** What a promise rejects with; a promise that resolves fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`it resolved to ${JSON.stringify(value)}`);
}

/** An object out of `test/fixtures/instant-payments.v3`. */
export function fixture(name: string): Record<string, unknown> {
  const url = new URL(`../fixtures/instant-payments.v3/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Record<string, unknown>;
}
