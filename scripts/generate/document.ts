import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Spec } from "../specs.js";
import { isObject, type JsonObject } from "./json.js";
import { applyOverlay } from "./overlay.js";

/** A document as Khipu publishes it, as it is after its corrections, and what both were read from. */
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

/** Reads a document and its overlay from under `root`, and applies the one to the other. */
export async function loadSpec(spec: Spec, root: string): Promise<LoadedSpec> {
  const document = await readYaml(root, spec.document);
  const overlay = await readYaml(root, spec.overlay);
  const corrected = inContext(spec.overlay, () => applyOverlay(document.content, overlay.content));
  return {
    published: document.content,
    corrected,
    sources: [document.source, overlay.source],
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
