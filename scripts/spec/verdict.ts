import { type Json, type JsonObject, listAt } from "../generate/json.js";
import { type Change, isSent, keyOf, type Place } from "./change.js";
import type { Comparable } from "./comparable.js";
import { type Modification, modificationsOf, PARAMETERS } from "./redocly.js";
import { saysSchema, saysValue } from "./says-schema.js";
import { type Common, compareStructure } from "./structure.js";

/** Our document, as it was published and as the service behaves. */
export interface Ours {
  readonly published: Comparable;
  readonly corrected: Comparable;
}

/**
 * Every difference between what Khipu published before and what it publishes now.
 *
 * A difference breaks something only if it also breaks what stands after our corrections: that an
 * answer may hold a new value is no harm where the corrections took the list of values away.
 */
export async function changesBetween(ours: Ours, theirs: Comparable): Promise<Change[]> {
  const published = compareStructure(ours.published, theirs);
  const corrected = compareStructure(ours.corrected, theirs);
  // One run for both: starting Redocly takes longer than what it does.
  const differing = published.common.filter(differs);
  const touched = new Set(differing.map(({ key }) => key));
  const others = corrected.common.filter((pair) => touched.has(pair.key) && differs(pair));
  const pairs = [...differing, ...others];
  const modifications = pairs.length > 0 ? await modificationsOf(pairs) : [];
  const changes = (from: number, to: number) =>
    modifications
      .filter(({ pair }) => pair >= from && pair < to)
      .flatMap((one) => changesOf(pairs[one.pair], one));
  const harmful = [...corrected.changes, ...changes(differing.length, pairs.length)];
  const keys = new Set(harmful.filter(({ isBreaking }) => isBreaking).map(keyOf));
  return [...published.changes, ...changes(0, differing.length)].map((change) => ({
    ...change,
    isBreaking: change.isBreaking && keys.has(keyOf(change)),
  }));
}

function differs({ ours, theirs }: Common): boolean {
  return JSON.stringify(ours) !== JSON.stringify(theirs);
}

function changesOf(pair: Common | undefined, modification: Modification): Change[] {
  if (pair === undefined) return [];
  const { keyword, before, after } = modification;
  const place = placeOf(pair, modification);
  if (keyword === "required" && place.part !== "operation" && !isBodyItself(modification)) {
    return requiredChanges(place, before, after);
  }
  const what = saysChange(modification, place);
  return [{ place, keyword, what, isBreaking: isBreaking(modification, place) }];
}

/** `required` of a request body is whether there must be one; anywhere else it lists fields. */
function isBodyItself({ pointer }: Modification): boolean {
  return pointer.length === 1 && pointer[0] === "requestBody";
}

function requiredChanges(
  place: Place,
  before: Json | undefined,
  after: Json | undefined,
): Change[] {
  const [was, is] = [before, after].map((names) =>
    listAt({ names: names ?? [] }, "names").map(String),
  );
  const at = (name: string): Place => ({ ...place, path: [...place.path, name] });
  const come = (is ?? []).filter((name) => !was?.includes(name));
  const gone = (was ?? []).filter((name) => !is?.includes(name));
  return [
    ...come.map((name) => ({
      ...{ place: at(name), keyword: "required", what: "now required" },
      isBreaking: isSent(place),
    })),
    ...gone.map((name) => ({
      ...{ place: at(name), keyword: "required", what: "no longer required" },
      isBreaking: !isSent(place),
    })),
  ];
}

/**
 * Redocly's verdict, and ours where it has none: a default that changes is another request sent by the
 * same program.
 */
function isBreaking({ keyword, isMajor, before }: Modification, place: Place): boolean {
  if (keyword === "default") return isSent(place) && before !== undefined;
  return isMajor;
}

function saysChange({ keyword, kind, before, after }: Modification, place: Place): string {
  if (kind !== "modified") {
    const schema = (kind === "added" ? after : before) ?? {};
    return `${keyword} ${kind}: ${saysSchema(asObject(schema))}`;
  }
  if (keyword === "operationId") return `renamed: ${saysValue(before)} -> ${saysValue(after)}`;
  if (keyword === "required")
    return `body ${after === true ? "now required" : "no longer required"}`;
  if (keyword === "enum") return saysValues(before, after, isSent(place));
  if (keyword === "deprecated") return after === true ? "deprecated" : "no longer deprecated";
  return `${keyword} ${saysValue(before)} -> ${saysValue(after)}`;
}

function saysValues(before: Json | undefined, after: Json | undefined, sent: boolean): string {
  if (!Array.isArray(before)) return `now one of ${saysValue(after)}`;
  if (!Array.isArray(after)) return `no longer one of ${saysValue(before)}`;
  const gone = before.filter((value) => !after.includes(value)).map(saysValue);
  const come = after.filter((value) => !before.includes(value)).map(saysValue);
  const verb = sent ? "takes" : "sends";
  return [
    ...(gone.length > 0 ? [`no longer ${verb} ${gone.join(", ")}`] : []),
    ...(come.length > 0 ? [`also ${verb} ${come.join(", ")}`] : []),
  ].join("; ");
}

function asObject(node: Json): JsonObject {
  return typeof node === "object" && node !== null && !Array.isArray(node) ? node : {};
}

/** Where a modification is, from what follows its operation in Redocly's pointer. */
function placeOf({ key, isWebhook }: Common, { pointer, kind }: Modification): Place {
  const found = { operation: key, isWebhook };
  const [first, second = ""] = pointer;
  if (first === "requestBody") {
    const isParameters = pointer[2] === PARAMETERS;
    const path = pathOf(pointer.slice(3), kind);
    return { ...found, part: isParameters ? "parameters" : "body", path };
  }
  if (first === "responses") {
    return { ...found, part: "response", status: second, path: pathOf(pointer.slice(4), kind) };
  }
  return { ...found, part: "operation", path: [] };
}

/** Names of fields, and `[]` for what lists hold. What was added or removed is a keyword of its place. */
function pathOf(pointer: readonly string[], kind: Modification["kind"]): string[] {
  const steps = kind === "modified" ? pointer : pointer.slice(0, -1);
  const path: string[] = [];
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] ?? "";
    if (step === "properties") path.push(steps[(index += 1)] ?? "");
    else if (step === "items") path.push("[]");
  }
  return path;
}
