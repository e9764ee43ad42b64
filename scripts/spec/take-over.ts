import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../generate/json.js";
import { comparable } from "./comparable.js";
import { OURS } from "./plain-schema.js";
import { Merger } from "./merge-schema.js";
import { mergeParameters } from "./merge-parameters.js";
import { pruneUnused } from "./prune-unused.js";
import { compareStructure } from "./structure.js";

/**
 * Our document as a new version has it: their structure, with our order, our names of schemas, and our
 * English wherever a thing is still there. What is new keeps the words it was published with, marked
 * `x-khipu-untranslated`.
 */
export function takeOver(ours: JsonObject, theirs: JsonObject): JsonObject {
  const next = structuredClone(ours);
  const merger = new Merger(next, theirs);
  for (const { before, after, isWebhook } of pairs(ours, theirs)) {
    takeOperation(merger, next, { before, after, isWebhook });
  }
  merger.settle();
  takeVersion(next, theirs);
  pruneUnused(next, ours);
  return next;
}

/** An operation's place in a document. */
interface At {
  readonly path: string;
  readonly method: string;
}

interface Pair {
  /** Undefined when it is new. */
  readonly before: At | undefined;
  /** Undefined when it is gone. */
  readonly after: At | undefined;
  readonly isWebhook: boolean;
}

function pairs(ours: JsonObject, theirs: JsonObject): Pair[] {
  const [mine, other] = [comparable(ours), comparable(theirs)];
  const { changes, common } = compareStructure(mine, other);
  const both = common.map(({ ours: before, theirs: after, isWebhook }) => ({
    before,
    after,
    isWebhook,
  }));
  const single = changes.flatMap(({ place, keyword }): Pair[] => {
    const { operation, isWebhook, part } = place;
    if (part !== "operation" || operation === "") return [];
    const side = (from: typeof mine) =>
      (isWebhook ? from.webhooks : from.operations).get(operation);
    if (keyword === "removed") return [{ before: side(mine), after: undefined, isWebhook }];
    return keyword === "added" ? [{ before: undefined, after: side(other), isWebhook }] : [];
  });
  return [...both, ...single];
}

function takeOperation(merger: Merger, next: JsonObject, { before, after, isWebhook }: Pair): void {
  const under = isWebhook ? "webhooks" : "paths";
  const old = before && objectAt(objectAt(objectAt(next, under), before.path), before.method);
  const path =
    after && before && samePlace(before, after)
      ? before.path
      : after && pathOf(next, merger.theirs, after);
  if (before && (after === undefined || path !== before.path || after.method !== before.method)) {
    removeOperation(objectAt(next, under), before);
  }
  if (after === undefined || path === undefined) return;
  const theirs = operationAt(merger.theirs, under, after);
  const items = objectAt(next, under);
  const item = objectAt(items, path);
  item[after.method] = mergedOperation(merger, old ?? {}, theirs, objectAt(items, path));
  items[path] = item;
  next[under] = items;
}

/** Names in a path are its document's own. */
function samePlace(before: At, after: At): boolean {
  const bare = (path: string) => path.replaceAll(/\{[^}]*\}/g, "{}");
  return before.method === after.method && bare(after.path).endsWith(bare(before.path));
}

/** A new path as our document writes it, whose server's address may end where theirs does not. */
function pathOf(next: JsonObject, theirs: JsonObject, { path }: At): string {
  const [mine, other] = [baseOf(next), baseOf(theirs)];
  const whole = `${other}/${path}`.replaceAll(/\/{2,}/g, "/");
  return whole.startsWith(`${mine}/`) ? whole.slice(mine.length) : path;
}

function baseOf(document: JsonObject): string {
  const url = textAt(listAt(document, "servers")[0], "url") ?? "";
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, "") : "";
}

function removeOperation(items: JsonObject, { path, method }: At): void {
  const item = objectAt(items, path);
  Reflect.deleteProperty(item, method);
  const rest = Object.keys(item).filter((key) => key !== "parameters");
  if (rest.length === 0) Reflect.deleteProperty(items, path);
}

function operationAt(document: JsonObject, under: string, { path, method }: At): JsonObject {
  const item = resolve(document, objectAt(document, under)[path]);
  const operation = objectAt(item, method);
  // What all operations of a path share stands beside them; here each has its own.
  return {
    ...operation,
    parameters: [...listAt(item, "parameters"), ...listAt(operation, "parameters")],
  };
}

function mergedOperation(
  merger: Merger,
  ours: JsonObject,
  theirs: JsonObject,
  item: JsonObject,
): JsonObject {
  const isNew = Object.keys(ours).length === 0;
  const merged: JsonObject = isNew ? merger.words(theirs) : { ...ours };
  const id = textAt(theirs, "operationId");
  const isIdOurs = ours["x-khipu-operation-id"] === "ours";
  if (id !== undefined && !isIdOurs) merged["operationId"] = id;
  if (theirs["deprecated"] === true) merged["deprecated"] = true;
  else Reflect.deleteProperty(merged, "deprecated");
  Reflect.deleteProperty(merged, OURS);
  const parameters = mergeParameters(merger, ours, item, listAt(theirs, "parameters"));
  set(merged, "parameters", parameters.length > 0 ? parameters : undefined);
  set(merged, "requestBody", merger.body(ours["requestBody"], theirs["requestBody"]));
  merged["responses"] = merger.responses(
    objectAt(ours, "responses"),
    objectAt(theirs, "responses"),
  );
  return merged;
}

function set(target: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) Reflect.deleteProperty(target, key);
  else target[key] = value;
}

function takeVersion(next: JsonObject, theirs: JsonObject): void {
  const version = textAt(theirs["info"], "version");
  const { info } = next;
  if (version !== undefined && isObject(info)) info["version"] = version;
}
