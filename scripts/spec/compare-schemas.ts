import { type Json, type JsonObject, listAt, objectAt, textAt } from "../generate/json.js";
import type { Difference } from "./change.js";
import { isOurs, plainSchema } from "./plain-schema.js";
import { areStrangers, type Effect, isHarm, toldOf } from "./compare-keywords.js";
import { saysSchema } from "./says-schema.js";

/** More fields inside fields than any answer has; only schemas that hold themselves get there. */
const DEEPEST = 40;

/** Compares the schemas of two documents that stand at the same place, as data that is sent or received. */
export class SchemaComparison {
  readonly #ours: JsonObject;
  readonly #theirs: JsonObject;
  readonly #isSent: boolean;
  readonly #known = new Map<Json, Map<Json, readonly Difference[]>>();

  /** `isSent`: the merchant writes the data, and less must not be allowed; else it reads them, and no more. */
  constructor(ours: JsonObject, theirs: JsonObject, isSent: boolean) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.#isSent = isSent;
  }

  /** Every difference between a schema of ours and one of theirs. */
  differences(mine: Json, other: Json, owner?: string, depth = 0): readonly Difference[] {
    const seen = this.#known.get(mine) ?? new Map<Json, readonly Difference[]>();
    const known = seen.get(other);
    if (known !== undefined) return known;
    if (depth > DEEPEST) return [];
    this.#known.set(mine, seen.set(other, []));
    const name = textAt(mine, "$ref")?.split("/").pop() ?? owner;
    const [before, after] = [plainSchema(this.#ours, mine), plainSchema(this.#theirs, other)];
    const found =
      this.#choices(before, after, name, depth) ?? this.#one(before, after, name, depth);
    seen.set(other, found);
    return found;
  }

  /** Two schemas of which at least one is a choice between several. */
  #choices(
    mine: JsonObject,
    other: JsonObject,
    owner: string | undefined,
    depth: number,
  ): readonly Difference[] | undefined {
    const [before, after] = [choiceOf(mine), choiceOf(other)];
    if (before === undefined && after === undefined) return undefined;
    const left = new Set(after ?? [other]);
    const gone = (before ?? [mine]).filter((one) => {
      const same = [...left].find((it) => this.differences(one, it, owner, depth + 1).length === 0);
      return same === undefined || !left.delete(same);
    });
    const [first, second] = [gone[0], [...left][0]];
    const isPair = gone.length === 1 && left.size === 1 && first !== undefined;
    const says = (verb: string, all: readonly Json[], document: JsonObject) =>
      `${verb} ${all.map((one) => saysSchema(plainSchema(document, one))).join(", or ")}`;
    const ends = [
      ...(gone.length > 0 && !isPair
        ? [this.#tell("choice removed", says("no longer", gone, this.#ours), "narrower", owner)]
        : []),
      ...(left.size > 0 && !isPair
        ? [this.#tell("choice added", says("also", [...left], this.#theirs), "wider", owner)]
        : []),
    ];
    const pair =
      isPair && second !== undefined ? this.differences(first, second, owner, depth + 1) : [];
    const isBoth = before !== undefined && after !== undefined;
    return [...ends, ...pair, ...(isBoth ? this.#one(mine, other, owner, depth) : [])];
  }

  #one(
    mine: JsonObject,
    other: JsonObject,
    owner: string | undefined,
    depth: number,
  ): Difference[] {
    const told = toldOf(mine, other, this.#isSent).map((one) => ({ path: [], owner, ...one }));
    // Of an object that is a text now, no field needs to be told of.
    if (areStrangers(mine, other)) return told;
    return [
      ...told,
      ...this.#fields(mine, other, owner, depth),
      ...this.#items(mine, other, owner, depth),
    ];
  }

  #fields(
    mine: JsonObject,
    other: JsonObject,
    owner: string | undefined,
    depth: number,
  ): Difference[] {
    const [before, after] = [fieldsOf(mine), fieldsOf(other)];
    const [must, mustNow] = [listAt(mine, "required"), listAt(other, "required")];
    const found: Difference[] = [];
    for (const [name, schema] of before) {
      if (!this.#isSeen(this.#ours, schema)) continue;
      const next = after.get(name);
      if (next === undefined || !this.#isSeen(this.#theirs, next)) {
        if (!isOurs(this.#ours, schema))
          found.push({ ...this.#added("removed", owner), path: [name] });
        continue;
      }
      for (const one of this.differences(schema, next, owner, depth + 1)) {
        found.push({ ...one, path: [name, ...one.path] });
      }
      const [was, is] = [must.includes(name), mustNow.includes(name)];
      const says = is ? "now required" : "no longer required";
      if (was !== is)
        found.push({
          ...this.#tell("required", says, is ? "narrower" : "wider", owner),
          path: [name],
        });
    }
    for (const [name, schema] of after) {
      const old = before.get(name);
      const isKnown = old !== undefined && this.#isSeen(this.#ours, old);
      if (isKnown || !this.#isSeen(this.#theirs, schema)) continue;
      const says = saysSchema(plainSchema(this.#theirs, schema));
      found.push({ ...this.#added("added", owner, mustNow.includes(name), says), path: [name] });
    }
    return found;
  }

  #added(
    keyword: "added" | "removed",
    owner: string | undefined,
    isRequired = false,
    says = "",
  ): Omit<Difference, "path"> {
    if (keyword === "removed") return { keyword, owner, what: keyword, isBreaking: true };
    const what = `added, ${isRequired ? "required" : "optional"}: ${says}`;
    return { keyword, owner, what, isBreaking: isRequired && this.#isSent };
  }

  /** Whether a field is part of what is sent, or of what is received. */
  #isSeen(document: JsonObject, schema: Json): boolean {
    return plainSchema(document, schema)[this.#isSent ? "readOnly" : "writeOnly"] !== true;
  }

  #items(
    mine: JsonObject,
    other: JsonObject,
    owner: string | undefined,
    depth: number,
  ): Difference[] {
    const below = (keyword: string, step: string) => {
      if (!(keyword in mine && keyword in other)) return [];
      const [before = {}, after = {}] = [mine[keyword], other[keyword]];
      return this.differences(before, after, owner, depth + 1).map((one) => ({
        ...one,
        path: [step, ...one.path],
      }));
    };
    return [...below("items", "[]"), ...below("additionalProperties", "*")];
  }

  #tell(keyword: string, what: string, effect: Effect, owner: string | undefined): Difference {
    return { path: [], owner, keyword, what, isBreaking: isHarm(effect, this.#isSent) };
  }
}

function choiceOf(schema: JsonObject): Json[] | undefined {
  const all = [...listAt(schema, "anyOf"), ...listAt(schema, "oneOf")];
  return all.length > 0 ? all : undefined;
}

function fieldsOf(schema: JsonObject): Map<string, Json> {
  return new Map(Object.entries(objectAt(schema, "properties")));
}
