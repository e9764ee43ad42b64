import { isObject, type Json, type JsonObject, pointed, textAt } from "../generate/json.js";
import { problemOf, UnusableDocument } from "./unusable.js";

/** More than any API has; a few references to references reach it, and no memory would hold them. */
const MAX_NODES = 500_000;

/** Keywords under which data stands, where `$ref` is a name like any other. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

/**
 * Follows every reference of a document to its end.
 *
 * @throws {@link UnusableDocument} when one leads out of the document, to nothing or in a circle, or when
 * the document would be too large with all of them followed.
 */
export function checkReferences(document: JsonObject): void {
  const sizes = new Map<string, number>();
  const total = sizeOf(document, []);
  if (total > MAX_NODES) {
    throw new UnusableDocument(`is too large: its references unfold to ${total} nodes`);
  }

  function sizeOf(node: Json, trail: readonly string[]): number {
    if (Array.isArray(node)) return node.reduce<number>((sum, one) => sum + sizeOf(one, trail), 1);
    if (!isObject(node)) return 1;
    const ref = textAt(node, "$ref");
    let size = ref === undefined ? 1 : sizeBehind(ref, trail);
    for (const [key, value] of Object.entries(node))
      if (!DATA.has(key)) size += sizeOf(value, trail);
    return size;
  }

  function sizeBehind(ref: string, trail: readonly string[]): number {
    const known = sizes.get(ref);
    if (known !== undefined) return known;
    if (trail.includes(ref)) {
      const circle = [...trail.slice(trail.indexOf(ref)), ref].join(" -> ");
      throw new UnusableDocument(`has references that lead in a circle: ${circle}`);
    }
    const size = sizeOf(behind(document, ref), [...trail, ref]);
    sizes.set(ref, size);
    return size;
  }
}

function behind(document: JsonObject, ref: string): Json {
  try {
    return pointed(document, ref);
  } catch (error) {
    throw new UnusableDocument(`has ${problemOf(error)}`);
  }
}
