import { type LoadedSpec, loadSpec, type ReadYaml, readYaml } from "../generate/document.js";
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

/** A document of ours that a new one may be a version of. */
interface Candidate {
  readonly spec: Spec;
  readonly document: ReadYaml;
  readonly shared: number;
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
  const scored: Candidate[] = [];
  for (const spec of named) {
    const document = await readYaml(root, spec.document);
    const shared = sharedOperations(document, theirs);
    scored.push({ spec, document, shared });
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
  return knownDocument(root, best.spec, best.document);
}

/** Without overlays, which take longer to apply than everything else does. */
function sharedOperations({ content }: ReadYaml, theirs: Comparable): number {
  const ours = comparable(content);
  return [...theirs.operations.keys()].filter((key) => ours.operations.has(key)).length;
}

/** Reads a document of ours from under `root`, unless it was read before. */
export async function knownDocument(root: string, spec: Spec, document?: ReadYaml): Promise<Known> {
  const loaded = await loadSpec(spec, root, document);
  const { published, corrected } = loaded;
  return { spec, loaded, published: comparable(published), corrected: comparable(corrected) };
}
