import { type LoadedSpec, loadSpec } from "../generate/document.js";
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
  const known = await Promise.all(named.map((spec) => knownDocument(root, spec)));
  const shared = ({ published }: Known) =>
    [...theirs.operations.keys()].filter((key) => published.operations.has(key)).length;
  const [best] = known.sort((a, b) => shared(b) - shared(a));
  if (best === undefined || (name === undefined && shared(best) === 0)) {
    throw new UnusableDocument(
      `"${theirs.title}" is none of our APIs: none of its ${theirs.operations.size} operations is in ${names}. ` +
        "If it is one all the same, name it with --api",
    );
  }
  return best;
}

/** Reads a document of ours from under `root`. */
export async function knownDocument(root: string, spec: Spec): Promise<Known> {
  const loaded = await loadSpec(spec, root);
  const { published, corrected } = loaded;
  return { spec, loaded, published: comparable(published), corrected: comparable(corrected) };
}
