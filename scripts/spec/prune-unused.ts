import {
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  pointed,
  textAt,
} from "../generate/json.js";

/** Takes out the components that were in use before and are not any more. */
export function pruneUnused(next: JsonObject, before: JsonObject): void {
  const was = reached(before);
  const is = reached(next);
  for (const ref of was) {
    if (is.has(ref)) continue;
    const [, , kind = "", name = ""] = ref.split("/");
    Reflect.deleteProperty(objectAt(next["components"], kind), name);
  }
}

/** Every reference that leads from an operation to a component, over however many others. */
function reached(document: JsonObject): Set<string> {
  const found = new Set<string>();
  const walk = (node: Json): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (!isObject(node)) return;
    const ref = textAt(node, "$ref");
    if (ref !== undefined && !found.has(ref)) {
      found.add(ref);
      walk(pointed(document, ref));
    }
    Object.values(node).forEach(walk);
  };
  walk(objectAt(document, "paths"));
  walk(objectAt(document, "webhooks"));
  return found;
}
