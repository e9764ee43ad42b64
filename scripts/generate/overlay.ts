import { paths as matchingPaths } from "jsonpathly";
import { isObject, type Json, type JsonObject, listAt, textAt } from "./json.js";

/** A place in a document: the mapping or list that holds it, and its key there. */
interface Place {
  readonly parent: JsonObject | Json[];
  readonly key: string | number;
}

/**
 * Applies an OpenAPI Overlay 1.0.0 to a document, and returns the corrected copy.
 *
 * Only JSONPath is somebody else's. openapi-format, the maintained implementation on npm, was tried
 * (1.33.6) and removes the wrong entries when an action matches several of a list, replaces a list
 * where the specification appends to it, and carries on after a target it cannot parse.
 *
 * @throws {Error} when an action matches nothing, or says something that the specification does not allow.
 */
export function applyOverlay(document: JsonObject, overlay: JsonObject): JsonObject {
  const version = textAt(overlay, "overlay");
  if (version !== "1.0.0") throw new Error(`not an overlay 1.0.0, but ${version ?? "none"}`);
  const corrected = structuredClone(document);
  for (const [index, action] of listAt(overlay, "actions").entries()) {
    applyAction(corrected, action, `action ${index + 1}`);
  }
  return corrected;
}

function applyAction(document: JsonObject, action: Json, label: string): void {
  const target = textAt(action, "target");
  if (!isObject(action) || target === undefined) throw new Error(`${label} has no target`);
  const name = `${label} (${target})`;
  if (!textAt(action, "description")?.trim()) throw new Error(`${name} gives no reason`);
  const { remove, update } = action;
  if ((remove === true) === (update !== undefined)) {
    throw new Error(`${name} must either remove or update`);
  }
  const matches = placesOf(document, target, name);
  if (matches.length === 0) throw new Error(`${name} matches nothing`);
  // Backwards: removing an entry of a list moves the ones behind it.
  for (const path of matches.reverse()) {
    if (update === undefined) removeAt(document, path, name);
    else updateAt(document, path, update, name);
  }
}

function placesOf(document: JsonObject, target: string, name: string): string[] {
  try {
    return matchingPaths(document, target);
  } catch (cause) {
    throw new Error(`${name} is no JSONPath`, { cause });
  }
}

/** Everything of a document that a target reaches. */
export function nodesAt(document: JsonObject, target: string): (Json | undefined)[] {
  return placesOf(document, target, target).map((path) =>
    path === "$" ? document : valueAt(placeOf(document, path, target)),
  );
}

function removeAt(document: JsonObject, path: string, name: string): void {
  const { parent, key } = placeOf(document, path, name);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

function updateAt(document: JsonObject, path: string, update: Json, name: string): void {
  const node = path === "$" ? document : valueAt(placeOf(document, path, name));
  if (Array.isArray(node)) node.push(structuredClone(update));
  else if (isObject(node) && isObject(update)) merge(node, update);
  else throw new Error(`${name} updates neither a mapping nor a list`);
}

/** Mappings are merged, lists within them are joined, and anything else is replaced. */
function merge(target: JsonObject, update: JsonObject): void {
  for (const [key, value] of Object.entries(update)) {
    const old = target[key];
    if (isObject(old) && isObject(value)) merge(old, value);
    else if (Array.isArray(old) && Array.isArray(value)) old.push(...structuredClone(value));
    else target[key] = structuredClone(value);
  }
}

function valueAt({ parent, key }: Place): Json | undefined {
  return Array.isArray(parent) ? parent[Number(key)] : parent[key];
}

/** One step of a normalized path: `['name']` or `[0]`. */
const STEP = /\[(?:'((?:[^'\\]|\\.)*)'|(\d+))\]/gu;

function placeOf(document: JsonObject, path: string, name: string): Place {
  const keys = [...path.matchAll(STEP)].map(([, text, index]) =>
    text === undefined ? Number(index) : text.replace(/\\(.)/gu, "$1"),
  );
  const last = keys.pop();
  if (last === undefined) throw new Error(`${name} would remove the whole document`);
  let parent: Json | undefined = document;
  for (const key of keys) {
    if (typeof parent === "object" && parent !== null) parent = valueAt({ parent: parent, key });
  }
  if (typeof parent !== "object" || parent === null) throw new Error(`${name} leads nowhere`);
  return { parent, key: last };
}
