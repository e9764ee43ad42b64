import { isObject, type Json, type JsonObject, listAt, objectAt } from "../generate/json.js";
import type { Change, Place } from "./change.js";
import type { Comparable, ComparableOperation, Content } from "./comparable.js";
import { isSent } from "./change.js";
import { OURS } from "./plain-schema.js";
import { saysSchema } from "./says-schema.js";

/** An operation that both versions have, without what only one of them has. */
export interface Common {
  readonly key: string;
  readonly isWebhook: boolean;
  readonly ours: ComparableOperation;
  readonly theirs: ComparableOperation;
}

/** What one version has and the other lacks, and what is left to compare. */
export interface Structure {
  readonly changes: readonly Change[];
  readonly common: readonly Common[];
}

/**
 * Finds what was added and removed: operations, kinds of content, statuses and fields.
 *
 * A differ that is shown these guesses that the one was renamed to the other, and compares what has
 * nothing to do with each other; so they are told apart first, by name.
 */
export function compareStructure(ours: Comparable, theirs: Comparable): Structure {
  const changes: Change[] = [];
  const operations = pairs(ours.operations, theirs.operations, false, changes);
  // Khipu publishes its notifications as text; that a document has none says nothing about them.
  const webhooks =
    theirs.webhooks.size > 0 ? pairs(ours.webhooks, theirs.webhooks, true, changes) : [];
  const common = [...operations, ...webhooks].map((pair) => prunedPair(pair, changes));
  return { changes: [...documentChanges(ours, theirs), ...changes], common };
}

type Operations = ReadonlyMap<string, ComparableOperation>;

function pairs(
  ours: Operations,
  theirs: Operations,
  isWebhook: boolean,
  changes: Change[],
): Common[] {
  const found: Common[] = [];
  const taken = new Set<string>();
  const says = (operation: string, keyword: string, what: string, isBreaking: boolean) =>
    changes.push({
      place: { operation, isWebhook, part: "operation", path: [] },
      keyword,
      what,
      isBreaking,
    });
  for (const [key, mine] of ours) {
    const same = theirs.has(key) ? key : movedTo(mine, ours, theirs);
    const other = same === undefined ? undefined : theirs.get(same);
    if (same === undefined || other === undefined) {
      if (!mine.isOurs) says(key, "removed", "removed", true);
      continue;
    }
    taken.add(same);
    if (same !== key) says(key, "path", `is now ${same}`, true);
    found.push({ key, isWebhook, ours: mine, theirs: other });
  }
  for (const [key, { id }] of theirs) {
    if (!taken.has(key)) says(key, "added", id === undefined ? "added" : `added: ${id}`, false);
  }
  return found;
}

/** Where an operation that is not at its place stands now, by its id. */
function movedTo(
  mine: ComparableOperation,
  ours: Operations,
  theirs: Operations,
): string | undefined {
  if (mine.id === undefined || mine.isIdOurs) return undefined;
  const moved = [...theirs].find(([key, { id }]) => id === mine.id && !ours.has(key));
  return moved?.[0];
}

function documentChanges(ours: Comparable, theirs: Comparable): Change[] {
  const place: Place = { operation: "", isWebhook: false, part: "operation", path: [] };
  const changes: Change[] = [];
  const gone = ours.origins.filter((origin) => !theirs.origins.includes(origin));
  const come = theirs.origins.filter((origin) => !ours.origins.includes(origin));
  if (theirs.origins.length > 0) {
    for (const one of gone)
      changes.push({ place, keyword: "server", what: `server ${one} removed`, isBreaking: true });
    for (const one of come)
      changes.push({ place, keyword: "server", what: `server ${one} added`, isBreaking: false });
  }
  const [before, after] = [ours.security, theirs.security].map((schemes) => schemes.join(" or "));
  if (after !== before && theirs.security.length > 0) {
    changes.push({
      place,
      keyword: "security",
      what: `authorized by ${after}, not by ${before}`,
      isBreaking: true,
    });
  }
  return changes;
}

function prunedPair(pair: Common, changes: Change[]): Common {
  const { key, isWebhook } = pair;
  const ours = structuredClone(pair.ours);
  const theirs = structuredClone(pair.theirs);
  const at = (part: Place["part"], status?: string): Place => {
    return { operation: key, isWebhook, part, path: [], ...(status !== undefined && { status }) };
  };
  pruneSchemas(ours.parameters, theirs.parameters, at("parameters"), changes);
  pruneContent(ours.body, theirs.body, at("body"), changes);
  const statuses = commonKeys(ours.responses, theirs.responses, (status, keyword) => {
    const isBreaking = keyword === "removed" && status.startsWith("2");
    changes.push({ place: at("response", status), keyword, what: `answer ${keyword}`, isBreaking });
  });
  for (const status of statuses) {
    const [mine = {}, other = {}] = [ours.responses[status], theirs.responses[status]];
    pruneContent(mine, other, at("response", status), changes);
  }
  return {
    ...{ key, isWebhook },
    ours: { ...ours, responses: picked(ours.responses, statuses) },
    theirs: { ...theirs, responses: picked(theirs.responses, statuses) },
  };
}

function picked<T>(all: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));
}

function commonKeys(
  ours: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  tell: (key: string, keyword: "added" | "removed") => void,
): string[] {
  for (const key of Object.keys(ours)) if (!(key in theirs)) tell(key, "removed");
  for (const key of Object.keys(theirs)) if (!(key in ours)) tell(key, "added");
  return Object.keys(ours).filter((key) => key in theirs);
}

function pruneContent(ours: Content, theirs: Content, place: Place, changes: Change[]): void {
  const types = commonKeys(ours, theirs, (type, keyword) => {
    // An error's body is what nobody's types promise.
    const isBreaking = keyword === "removed" && (place.status ?? "2").startsWith("2");
    changes.push({ place, keyword: `${keyword} ${type}`, what: `${type} ${keyword}`, isBreaking });
  });
  for (const all of [ours, theirs]) {
    for (const type of Object.keys(all))
      if (!types.includes(type)) Reflect.deleteProperty(all, type);
  }
  for (const type of types) pruneSchemas(ours[type], theirs[type], place, changes);
}

/** Takes out of two schemas what only one of them has, and tells of it. */
function pruneSchemas(
  ours: Json | undefined,
  theirs: Json | undefined,
  place: Place,
  changes: Change[],
): void {
  if (!isObject(ours) || !isObject(theirs)) return;
  const below = (step: string): Place => ({ ...place, path: [...place.path, step] });
  const [mine, other] = [objectAt(ours, "properties"), objectAt(theirs, "properties")];
  const names = commonKeys(mine, other, (name, keyword) => {
    if (keyword === "removed" && OURS in objectAt(mine, name)) return;
    const schema = objectAt(keyword === "added" ? other : mine, name);
    const isRequired = listAt(keyword === "added" ? theirs : ours, "required").includes(name);
    const change = { place: below(name), keyword };
    const isBreaking = keyword === "removed" || (isRequired && isSent(place));
    const what =
      keyword === "removed"
        ? keyword
        : `added, ${isRequired ? "required" : "optional"}: ${saysSchema(schema)}`;
    changes.push({ ...change, what, isBreaking });
  });
  for (const all of [ours, theirs]) keepOnly(all, names);
  for (const name of names) pruneSchemas(mine[name], other[name], below(name), changes);
  pruneSchemas(ours["items"], theirs["items"], below("[]"), changes);
  for (const choice of ["anyOf", "oneOf", "allOf"]) {
    const [left, right] = [listAt(ours, choice), listAt(theirs, choice)];
    if (left.length !== right.length) continue;
    for (const [index, one] of left.entries()) pruneSchemas(one, right[index], place, changes);
  }
}

function keepOnly(schema: JsonObject, names: readonly string[]): void {
  const properties = objectAt(schema, "properties");
  for (const name of Object.keys(properties)) {
    if (!names.includes(name)) Reflect.deleteProperty(properties, name);
  }
  const required = listAt(schema, "required").filter(
    (name) => typeof name === "string" && names.includes(name),
  );
  if (required.length > 0) schema["required"] = required;
  else Reflect.deleteProperty(schema, "required");
}
