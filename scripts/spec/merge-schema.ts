import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../generate/json.js";
import { OURS, plainSchema } from "./plain-schema.js";
import { isSameData } from "./same-data.js";

/** Set on what came in without words of our own. */
export const UNTRANSLATED = "x-khipu-untranslated";

/** Words and examples, which stay ours where a thing stays. */
const WORDS = /^(?:title|summary|description|examples?|tags|externalDocs|deprecated|x-.*)$/u;

/** A place of ours that refers to a component, and what the new version has there. */
interface Usage {
  readonly node: JsonObject;
  readonly component: string;
  readonly content: JsonObject;
}

/** Merges schemas of a new document into those of ours, one place at a time. */
export class Merger {
  readonly theirs: JsonObject;
  readonly #ours: JsonObject;
  readonly #usages: Usage[] = [];

  constructor(ours: JsonObject, theirs: JsonObject) {
    this.#ours = ours;
    this.theirs = theirs;
  }

  /** The schema of a place: their data, our words. */
  schema(ours: Json | undefined, theirs: Json | undefined): JsonObject {
    const other = this.#resolved(this.theirs, theirs);
    if (!isObject(ours)) return this.#imported(other);
    const ref = textAt(ours, "$ref");
    const { [OURS]: _, ...kept } = ours;
    if (ref === undefined) return this.#inline(kept, other);
    const content = this.#inline(this.#resolved(this.#ours, ours), other);
    const node: JsonObject = { ...kept };
    this.#usages.push({ node, component: ref, content });
    return node;
  }

  /** A node of ours with its reference followed. */
  ofOurs(node: Json): JsonObject {
    return this.#resolved(this.#ours, node);
  }

  /** A request body: nothing when the new version has none. */
  body(ours: Json | undefined, theirs: Json | undefined): JsonObject | undefined {
    const other = resolve(this.theirs, theirs);
    if (!isObject(other)) return undefined;
    const mine = resolve(this.#ours, ours);
    const isRequired = other["required"] === true;
    const isKept = isObject(mine) && isRequired === (mine["required"] === true);
    if (isKept && isObject(ours) && this.#isSameContent(mine, other)) return ours;
    const { required: _, content: __, ...rest } = isObject(mine) ? mine : this.words(other);
    const content = this.#content(objectAt(mine, "content"), objectAt(other, "content"));
    return { ...rest, ...(isRequired && { required: true }), content };
  }

  /** The answers of an operation, in our order. */
  responses(ours: JsonObject, theirs: JsonObject): JsonObject {
    const statuses = new Set([
      ...Object.keys(ours).filter((key) => key in theirs),
      ...Object.keys(theirs),
    ]);
    return Object.fromEntries(
      [...statuses].sort().map((status) => {
        const usual = ours[status] ?? this.#usualAnswer(status);
        return [status, this.#response(usual, theirs[status])];
      }),
    );
  }

  /** The words that a thing was published with, marked as not ours. */
  words(theirs: JsonObject): JsonObject {
    const words = Object.entries(theirs).filter(
      ([key]) => WORDS.test(key) && !/^(?:x-.*|tags|title|externalDocs)$/u.test(key),
    );
    const hasProse = words.some(([key]) => key === "description" || key === "summary");
    return { ...Object.fromEntries(words), ...(hasProse && { [UNTRANSLATED]: true }) };
  }

  /**
   * Gives every component what most of its places have now; a place that has something else keeps it for
   * itself.
   */
  settle(): void {
    for (const [component, usages] of grouped(this.#usages, ({ component }) => component)) {
      const votes = grouped(usages, ({ content }) => JSON.stringify(content));
      const [winner] = [...votes.values()].sort((a, b) => b.length - a.length);
      const content = winner?.[0]?.content;
      if (content === undefined) continue;
      put(this.#ours, component, content);
      for (const usage of usages) if (!winner?.includes(usage)) unfold(usage);
    }
  }

  #inline(ours: JsonObject, theirs: JsonObject): JsonObject {
    if (this.#isSame(ours, theirs)) {
      this.#voteFor(ours);
      return ours;
    }
    const merged: JsonObject = {};
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    for (const key of keys) {
      const value = this.#keyword(key, ours, theirs);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }

  /** What did not change speaks for the components that it refers to, as they are. */
  #voteFor(node: Json): void {
    if (Array.isArray(node)) for (const one of node) this.#voteFor(one);
    if (!isObject(node)) return;
    const component = textAt(node, "$ref");
    if (component !== undefined) {
      const content = this.#resolved(this.#ours, node);
      this.#usages.push({ node, component, content });
      this.#voteFor(content);
    }
    for (const value of Object.values(node)) this.#voteFor(value);
  }

  #keyword(key: string, ours: JsonObject, theirs: JsonObject): Json | undefined {
    const [mine, other] = [ours[key], theirs[key]];
    if (key === OURS) return undefined;
    if (WORDS.test(key)) return key === "deprecated" ? other : mine;
    if (key === "required") return this.#required(ours, theirs);
    if (key === "properties") return this.#properties(objectAt(ours, key), objectAt(theirs, key));
    if (key === "items" && isObject(other)) return this.schema(mine, other);
    // Khipu leaves out what the fields of an object already say.
    if (key === "type" && other === undefined && "properties" in theirs) return mine;
    return other;
  }

  #properties(ours: JsonObject, theirs: JsonObject): JsonObject {
    const merged: JsonObject = {};
    for (const [name, mine] of Object.entries(ours)) {
      if (name in theirs) merged[name] = this.schema(mine, theirs[name]);
      else if (isObject(mine) && OURS in mine) merged[name] = mine;
    }
    for (const [name, other] of Object.entries(theirs)) {
      if (!(name in ours)) merged[name] = this.schema(undefined, other);
    }
    return merged;
  }

  /** Our order; what only we have stays as required as it was. */
  #required(ours: JsonObject, theirs: JsonObject): Json | undefined {
    const [mine, other] = [listAt(ours, "required"), listAt(theirs, "required")];
    const properties = objectAt(ours, "properties");
    const isOnlyOurs = (name: Json) =>
      typeof name === "string" && OURS in objectAt(properties, name);
    const kept = mine.filter((name) => other.includes(name) || isOnlyOurs(name));
    const names = [...kept, ...other.filter((name) => !mine.includes(name))];
    return names.length > 0 ? names : undefined;
  }

  #imported(theirs: JsonObject): JsonObject {
    const known = this.#component(theirs);
    if (known !== undefined) return { $ref: known };
    const schema: JsonObject = {};
    for (const [key, value] of Object.entries(theirs)) {
      if (WORDS.test(key)) continue;
      if (key === "properties") schema[key] = this.#properties({}, objectAt(theirs, key));
      else schema[key] = key === "items" && isObject(value) ? this.schema(undefined, value) : value;
    }
    if ("properties" in schema && !("type" in schema)) schema["type"] = "object";
    return { ...schema, ...this.words(theirs) };
  }

  /** A component of ours that is the same object. */
  #component(theirs: JsonObject): string | undefined {
    if (!("properties" in theirs)) return undefined;
    const schemas = Object.entries(objectAt(this.#ours["components"], "schemas"));
    const found = schemas.find(([, schema]) => isObject(schema) && this.#isSame(schema, theirs));
    return found && `#/components/schemas/${found[0]}`;
  }

  #isSame(ours: JsonObject, theirs: JsonObject): boolean {
    return isSameData(plainSchema(this.#ours, ours), plainSchema(this.theirs, theirs));
  }

  #resolved(document: JsonObject, node: Json | undefined): JsonObject {
    const found = resolve(document, node);
    return isObject(found) ? found : {};
  }

  #content(ours: JsonObject, theirs: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(theirs).map(([type, media]) => {
        const mine = objectAt(ours, type);
        return [type, { ...mine, schema: this.schema(mine["schema"], objectAt(media, "schema")) }];
      }),
    );
  }

  #response(ours: Json | undefined, theirs: Json | undefined): JsonObject {
    const mine = resolve(this.#ours, ours);
    const other = this.#resolved(this.theirs, theirs);
    if (isObject(ours) && isObject(mine) && this.#isSameContent(mine, other)) return ours;
    const content = this.#content(objectAt(mine, "content"), objectAt(other, "content"));
    const hasContent = Object.keys(content).length > 0;
    const { content: _, ...rest } = isObject(mine)
      ? mine
      : { description: "", ...this.words(other) };
    return { ...rest, ...(hasContent && { content }) };
  }

  /** Whether two bodies take or give the same; ours then stays as it is, shared or not. */
  #isSameContent(ours: JsonObject, theirs: JsonObject): boolean {
    const [mine, other] = [objectAt(ours, "content"), objectAt(theirs, "content")];
    const types = Object.keys(mine);
    const isSame =
      types.length === Object.keys(other).length &&
      types.every((type) =>
        this.#isSame(
          objectAt(objectAt(mine, type), "schema"),
          objectAt(objectAt(other, type), "schema"),
        ),
      );
    if (isSame) this.#voteFor(mine);
    return isSame;
  }

  /** What our other operations answer with that status. */
  #usualAnswer(status: string): Json | undefined {
    if (status.startsWith("2")) return undefined;
    const items = Object.values(objectAt(this.#ours, "paths")).filter(isObject);
    const operations = items.flatMap((item) => Object.values(item).filter(isObject));
    return operations
      .map((one) => objectAt(one, "responses")[status])
      .find((one) => isObject(one) && "$ref" in one);
  }
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function put(document: JsonObject, component: string, content: JsonObject): void {
  const [, , kind = "", name = ""] = component.split("/");
  const { components } = document;
  const all = objectAt(components, kind);
  all[name] = content;
}

function unfold({ node, content }: Usage): void {
  const { $ref: _, ...siblings } = node;
  Reflect.deleteProperty(node, "$ref");
  Object.assign(node, content, siblings);
}
