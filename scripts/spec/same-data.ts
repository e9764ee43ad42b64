import { isObject, type Json, type JsonObject, objectAt } from "../generate/json.js";
import { OURS } from "./plain-schema.js";

/** Whether two plain schemas describe the same data, leaving aside what only ours has. */
export function isSameData(ours: JsonObject, theirs: JsonObject): boolean {
  return canonical(published(ours)) === canonical(theirs);
}

/** Without what only we have. */
function published(node: Json): Json {
  if (Array.isArray(node)) return node.map(published);
  if (!isObject(node)) return node;
  const properties = Object.entries(objectAt(node, "properties"));
  const gone = properties.filter(([, one]) => isObject(one) && OURS in one).map(([name]) => name);
  const entries = Object.entries(node).filter(([key]) => key !== OURS);
  return Object.fromEntries(
    entries.map(([key, value]): [string, Json] => {
      if (key === "properties" && isObject(value)) {
        const kept = properties.filter(([name]) => !gone.includes(name));
        return [key, Object.fromEntries(kept.map(([name, one]) => [name, published(one)]))];
      }
      const isList = key === "required" && Array.isArray(value);
      return [key, isList ? value.filter((name) => !isIn(gone, name)) : published(value)];
    }),
  );
}

/** The same text for the same data, whatever the order of its keys and of what it requires. */
function canonical(node: Json): string {
  return JSON.stringify(node, (key, value: Json) => {
    if (key === "required" && Array.isArray(value)) return value.map(String).sort();
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isIn(names: readonly string[], name: Json): boolean {
  return typeof name === "string" && names.includes(name);
}
