import { createHmac } from "node:crypto";
import { bodyCandidates, formCandidates, secretCandidates } from "./candidates.js";
import type { Candidate } from "./candidates.js";
import type { Claims, Digest } from "./header.js";
import type { MistakeCode } from "./mistakes/index.js";

/** What is searched. */
export interface Evidence {
  readonly claims: Claims;
  readonly body: Uint8Array;
  readonly secrets: readonly string[];
  readonly apiKey: string | undefined;
}

/** A way in which the signature comes out. */
export interface Match {
  readonly mistakes: readonly MistakeCode[];
  /** The time that was signed, in the header's digits. */
  readonly t: string | undefined;
}

/** More than two things wrong at once are not told apart from chance by anybody who reads it. */
const MOST_MISTAKES = 2;

/** A part of a digest that is shorter could fit by chance. */
const LEAST_BYTES = 6;

/** Recomputes the signature in every way that is known, and finds the one with the fewest mistakes. */
export function searchMistakes({ claims, body, secrets, apiKey }: Evidence): Match | undefined {
  const keys = secretCandidates(secrets, apiKey);
  const bodies = bodyCandidates(body);
  const times = claims.times.length > 0 ? claims.times : [undefined];
  for (let most = 0; most <= MOST_MISTAKES; most += 1) {
    for (const t of times) {
      for (const way of waysOf(keys, formCandidates(t), bodies, most)) {
        const digest = claims.digests.find((each) => isOf(each, way));
        if (digest === undefined) continue;
        return { mistakes: [...claims.mistakes, ...digest.mistakes, ...way.mistakes], t };
      }
    }
  }
  return undefined;
}

interface Way {
  readonly key: string | Uint8Array;
  readonly parts: readonly (string | Uint8Array)[];
  readonly mistakes: readonly MistakeCode[];
}

/** Every combination with exactly so many mistakes. */
function* waysOf(
  keys: readonly Candidate<string | Uint8Array>[],
  forms: ReturnType<typeof formCandidates>,
  bodies: readonly Candidate<Uint8Array>[],
  count: number,
): Generator<Way> {
  for (const key of keys) {
    for (const form of forms) {
      for (const body of bodies) {
        const mistakes = [key, form, body].flatMap(({ mistake }) => mistake ?? []);
        if (mistakes.length !== count) continue;
        const { before, after } = form.value;
        yield { key: key.value, parts: [before, body.value, after], mistakes };
      }
    }
  }
}

function isOf(digest: Digest, { key, parts }: Way): boolean {
  if (digest.bytes.length < LEAST_BYTES) return false;
  const hmac = createHmac(digest.algorithm, key);
  for (const part of parts) hmac.update(part);
  const whole = hmac.digest();
  return whole.subarray(0, digest.isCut ? digest.bytes.length : undefined).equals(digest.bytes);
}
