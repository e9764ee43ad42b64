import { isObject, type Json, type JsonObject, listAt, resolve, textAt } from "../generate/json.js";
import type { Merger } from "./merge-schema.js";
import { OURS } from "./plain-schema.js";

/** The parameters of an operation itself: ours as they are now, then the new ones. */
export function mergeParameters(
  merger: Merger,
  ours: JsonObject,
  item: JsonObject,
  theirs: readonly Json[],
): Json[] {
  const others = theirs.map((node) => resolve(merger.theirs, node)).filter(isObject);
  const left = new Set(others);
  const kept = (node: Json): Json[] => {
    const mine = merger.ofOurs(node);
    const other = others.find((one) => left.has(one) && isSame(mine, one));
    if (other === undefined) return OURS in mine ? [node] : [];
    left.delete(other);
    return [merged(merger, node, mine, other)];
  };
  const own = listAt(ours, "parameters").flatMap(kept);
  // What the path's operations share stays with the path, unless it is no longer the same.
  const shared = listAt(item, "parameters");
  const changed = shared.flatMap((node) => kept(node).filter((one) => one !== node));
  return [...changed, ...own, ...[...left].map((one) => added(merger, one))];
}

/** What an address contains is known by its place, and there is one to a path here. */
function isSame(mine: JsonObject, other: JsonObject): boolean {
  if (mine["in"] !== other["in"]) return false;
  return mine["in"] === "path" || textAt(mine, "name") === textAt(other, "name");
}

function merged(merger: Merger, node: Json, mine: JsonObject, other: JsonObject): Json {
  const schema = merger.schema(mine["schema"], other["schema"]);
  const isRequired = other["required"] === true;
  const isUnchanged = JSON.stringify(schema) === JSON.stringify(mine["schema"]);
  if (isUnchanged && isRequired === (mine["required"] === true) && !(OURS in mine)) return node;
  const { [OURS]: _, required: __, ...rest } = mine;
  return { ...rest, ...(isRequired && { required: true }), schema };
}

function added(merger: Merger, other: JsonObject): JsonObject {
  const isRequired = other["required"] === true;
  return {
    ...{ name: other["name"] ?? "", in: other["in"] ?? "" },
    ...(isRequired && { required: true }),
    ...merger.words(other),
    schema: merger.schema(undefined, other["schema"]),
  };
}
