import { readFileSync } from "node:fs";

/** The secret of Khipu's published example. Every literal signature of these tests is made with it. */
export const SECRET = "1a4cbbbeb8bdb7e1d73572b9cc43ce4ce18f79d9";
export const OTHER_SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567";
/** A secret's usual stand-in: its shape is that of an API key. */
export const API_KEY = "d6ec59c7-e299-4b1a-9f63-2f1d5a7c8e90";

/** Khipu's published example, byte for byte. */
export const OFFICIAL = {
  timestampMs: 1711965600393,
  bytes: fixture("notification.official.txt"),
  body: fixture("notification.official.txt").toString(),
  signature: "GYzpjnXlTKQ+BJY7pZJmrM6DZgWMSJdtOr/dleBKTdg=",
  header: "t=1711965600393,s=GYzpjnXlTKQ+BJY7pZJmrM6DZgWMSJdtOr/dleBKTdg=",
} as const;

/** The time of the example, as a clock. */
export const then = (): number => OFFICIAL.timestampMs;

/** A notification that was really sent (its people are made up), signed here with openssl. */
export const REAL = {
  timestampMs: 1773022948436,
  body: JSON.stringify(JSON.parse(fixture("notification.real.json").toString())),
  header: "t=1773022948436,s=FjW7E4gIIK8SH2S1IezUnw5hybm5/vhbClSxZfRiUcg=",
} as const;

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("expected a rejection");
    },
    (error: unknown) => error,
  );
}

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/instant-payments.v3/${name}`, import.meta.url));
}
