import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Spec } from "../specs.js";
import { isObject, type JsonObject } from "./json.js";
import { applyOverlay } from "./overlay.js";
import { applyWords } from "./words.js";

/** A document as Khipu publishes it, the same with its corrections and our words, and what they were read from. */
export interface LoadedSpec {
  readonly published: JsonObject;
  readonly corrected: JsonObject;
  readonly sources: readonly Source[];
}

/** A file that generated ones come from. */
export interface Source {
  /** Relative to the repository. */
  readonly path: string;
  readonly sha256: string;
}

/** Reads a document and its overlays from under `root`, and applies first the corrections, then the words. */
export async function loadSpec(spec: Spec, root: string): Promise<LoadedSpec> {
  const document = await readYaml(root, spec.document);
  const corrections = await readYaml(root, spec.corrections);
  const words = await readYaml(root, spec.words);
  const correct = inContext(spec.corrections, () =>
    applyOverlay(document.content, corrections.content),
  );
  const corrected = inContext(spec.words, () => applyWords(correct, words.content));
  return {
    published: document.content,
    corrected,
    sources: [document.source, corrections.source, words.source],
  };
}

async function readYaml(
  root: string,
  path: string,
): Promise<{ content: JsonObject; source: Source }> {
  const text = await readFile(join(root, path), "utf8");
  const content: unknown = inContext(path, () => parse(text) as unknown);
  // YAML without tags has no values but JSON's.
  if (!isObject(content as JsonObject)) throw new Error(`${path}: not a mapping`);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { content: content as JsonObject, source: { path, sha256 } };
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
