import {
  isObject,
  type Json,
  type JsonObject,
  pointed,
  resolve,
  textAt,
} from "../generate/json.js";
import { DATA, NAMES } from "../generate/keywords.js";
import { problemOf, UnusableDocument } from "./unusable.js";

/** More than any API has; a few references to references reach it, and no memory would hold them. */
const MAX_NODES = 500_000;

/**
 * Follows every reference of a document to its end. A schema may hold itself.
 *
 * @throws {@link UnusableDocument} when a reference leads out of the document or to nothing, when references
 * only lead to each other, or when the document would be too large with all of them followed.
 */
export function checkReferences(document: JsonObject): void {
  const sizes = new Map<string, number>();
  const total = sizeOf(document, [], false);
  if (total > MAX_NODES) {
    throw new UnusableDocument(`is too large: its references unfold to ${total} nodes`);
  }

  function sizeOf(node: Json, trail: readonly string[], isNames: boolean): number {
    if (Array.isArray(node)) {
      return node.reduce<number>((sum, one) => sum + sizeOf(one, trail, false), 1);
    }
    if (!isObject(node)) return 1;
    const ref = isNames ? undefined : textAt(node, "$ref");
    let size = ref === undefined ? 1 : sizeBehind(node, ref, trail);
    for (const [key, value] of Object.entries(node)) {
      if (isNames || !DATA.has(key)) size += sizeOf(value, trail, !isNames && NAMES.has(key));
    }
    return size;
  }

  function sizeBehind(node: JsonObject, ref: string, trail: readonly string[]): number {
    const known = sizes.get(ref);
    if (known !== undefined) return known;
    if (trail.includes(ref)) return 1;
    try {
      resolve(document, node);
    } catch (error) {
      throw new UnusableDocument(`has ${problemOf(error)}`);
    }
    const size = sizeOf(pointed(document, ref), [...trail, ref], false);
    sizes.set(ref, size);
    return size;
  }
}
