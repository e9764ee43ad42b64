import { readFileSync } from "node:fs";

/** An object out of `test/fixtures/automatic-payments.v1`. */
export function automatic(name: string): Record<string, unknown> {
  const url = new URL(`../../fixtures/automatic-payments.v1/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Record<string, unknown>;
}
