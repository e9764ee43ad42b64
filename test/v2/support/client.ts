import { readFileSync } from "node:fs";
import { KhipuV2, type KhipuV2Options } from "../../../src/v2/index.js";

/** Where Instant Payments 2.0 is; a path follows. */
export const ORIGIN = "https://khipu.com";
export const BASE_PATH = "/api/2.0";
export const RECEIVER_ID = 985101;
/** Long and unlike anything else, so that finding it anywhere means that it leaked. */
export const SECRET = "secret-that-must-never-leak-7d31";

/** A client whose calls are not repeated, unless a test asks for it. */
export function testKhipuV2(options: Partial<KhipuV2Options> = {}): KhipuV2 {
  const credentials = { receiverId: RECEIVER_ID, secret: SECRET };
  return new KhipuV2({ ...credentials, maxRetries: 0, timeoutMs: 25_000, ...options });
}

/** An object out of `test/fixtures/instant-payments.v2`. */
export function fixture<T = Record<string, unknown>>(name: string): T {
  // Each test knows what it reads.
  return JSON.parse(fixtureText(`${name}.json`)) as T;
}

/** The text of a file there. */
export function fixtureText(file: string): string {
  return readFileSync(
    new URL(`../../fixtures/instant-payments.v2/${file}`, import.meta.url),
    "utf8",
  );
}
