import type { LoadedSpec } from "../generate/document.js";
import { loadSpec } from "../generate/document.js";
import { type Spec, SPECS } from "../specs.js";
import { type Comparable, comparable } from "./comparable.js";
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

/** Reads every document of ours from under `root`. */
export function knownDocuments(root: string): Promise<Known[]> {
  return Promise.all(
    SPECS.map(async (spec) => {
      const loaded = await loadSpec(spec, root);
      const { published, corrected } = loaded;
      return { spec, loaded, published: comparable(published), corrected: comparable(corrected) };
    }),
  );
}

/**
 * Which of our documents a new one is a version of: the named one, or the one it shares most operations with.
 *
 * @throws {@link UnusableDocument} when there is no such name, or it shares no operation with any.
 */
export function identify(theirs: Comparable, known: readonly Known[], name?: string): Known {
  const names = known.map(({ spec }) => spec.id).join(", ");
  if (name !== undefined) {
    const named = known.find(({ spec }) => spec.id === name);
    if (named === undefined)
      throw new UnusableDocument(`no API is called ${name}; ours are ${names}`);
    return named;
  }
  const scored = known.map((one) => ({ one, shared: sharedOperations(theirs, one.published) }));
  const [best] = scored.sort((a, b) => b.shared - a.shared);
  if (best === undefined || best.shared === 0) {
    throw new UnusableDocument(
      `"${theirs.title}" is none of our APIs: none of its ${theirs.operations.size} operations is in ${names}. ` +
        "If it is one all the same, name it with --api",
    );
  }
  return best.one;
}

function sharedOperations(theirs: Comparable, ours: Comparable): number {
  return [...theirs.operations.keys()].filter((key) => ours.operations.has(key)).length;
}
