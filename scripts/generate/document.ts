import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Spec } from "../specs.js";
import type { JsonObject } from "./json.js";
import { applyOverlay } from "./overlay.js";
import { parsePublished, withoutProse, withPublishedValues } from "./published.js";
import { applyWords } from "./words.js";

/** A document as Khipu publishes it, the same with its corrections and our words, and what they were read from. */
export interface LoadedSpec {
  readonly published: JsonObject;
  readonly corrected: JsonObject;
  readonly sources: readonly Source[];
}

/** What a file says. */
export interface ReadYaml {
  readonly content: JsonObject;
  readonly source: Source;
}

/** A file that generated ones come from. */
export interface Source {
  /** Relative to the repository. */
  readonly path: string;
  readonly sha256: string;
}

/**
 * Reads a document and its overlays from under `root`, and applies first the corrections, then the words.
 *
 * @param read - the document, where it was read before.
 */
export async function loadSpec(spec: Spec, root: string, read?: ReadYaml): Promise<LoadedSpec> {
  const document = read ?? (await readYaml(root, spec.document));
  const corrections = await readYaml(root, spec.corrections);
  const words = await readYaml(root, spec.words);
  const facts = inContext(spec.corrections, () => correct(document.content, corrections.content));
  const corrected = inContext(spec.words, () => applyWords(facts, words.content));
  return {
    published: document.content,
    corrected,
    sources: [document.source, corrections.source, words.source],
  };
}

/** The facts of a published document, corrected, without a sentence. */
export function correct(published: JsonObject, corrections: JsonObject): JsonObject {
  const facts = withoutProse(published);
  return withPublishedValues(applyOverlay(facts, corrections), facts);
}

/** Reads a file from under `root`. */
export async function readYaml(root: string, path: string): Promise<ReadYaml> {
  const text = await readFile(join(root, path), "utf8");
  const content = inContext(path, () => parsePublished(text));
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { content, source: { path, sha256 } };
}

function inContext<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
