import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LoadedSpec, loadSpec } from "../generate/document.js";
import { parsePublished } from "../generate/published.js";
import { type Spec, SPECS } from "../specs.js";
import { type Comparable, comparable } from "./operations.js";
import { UnusableDocument } from "./unusable.js";

/** One of our documents, and what there is to compare of it. */
export interface Known {
  readonly spec: Spec;
  readonly loaded: LoadedSpec;
  /** As it was published. */
  readonly published: Comparable;
  /** As the service behaves. */
  readonly corrected: Comparable;
}

/**
 * Which of our documents a new one is a version of: the named one, or the one it shares most operations with.
 *
 * @throws {@link UnusableDocument} when there is no such name, or it shares no operation with any.
 */
export async function identify(root: string, theirs: Comparable, name?: string): Promise<Known> {
  const names = SPECS.map(({ id }) => id).join(", ");
  const named = SPECS.filter(({ id }) => name === undefined || id === name);
  if (named.length === 0) throw new UnusableDocument(`no API is called ${name}; ours are ${names}`);
  const scored: { readonly spec: Spec; readonly shared: number }[] = [];
  for (const spec of named) {
    const shared = sharedOperations(root, spec, theirs);
    scored.push({ spec, shared });
    // None of the others can share more, and reading them takes its time.
    if (shared === theirs.operations.size) break;
  }
  const [best] = scored.sort((a, b) => b.shared - a.shared);
  if (best === undefined || (name === undefined && best.shared === 0)) {
    throw new UnusableDocument(
      `"${theirs.title}" is none of our APIs: none of its ${theirs.operations.size} operations is in ${names}. ` +
        "If it is one all the same, name it with --api",
    );
  }
  return knownDocument(root, best.spec);
}

/** Without overlays, which take longer to apply than everything else does. */
function sharedOperations(root: string, { document }: Spec, theirs: Comparable): number {
  const ours = comparable(parsePublished(readFileSync(join(root, document), "utf8")));
  return [...theirs.operations.keys()].filter((key) => ours.operations.has(key)).length;
}

/** Reads a document of ours from under `root`. */
export async function knownDocument(root: string, spec: Spec): Promise<Known> {
  const loaded = await loadSpec(spec, root);
  const { published, corrected } = loaded;
  return { spec, loaded, published: comparable(published), corrected: comparable(corrected) };
}
