import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  pointed,
  textAt,
} from "../generate/json.js";
import { comparable, type Operation } from "./operations.js";

/** Where in a new document what stands that one of ours has: its places as JSONPaths. */
export class Correspondence {
  readonly #ours: JsonObject;
  readonly #theirs: JsonObject;
  /** By the reference to a component of ours. */
  readonly #components = new Map<string, Set<string>>();
  /** By the path of an operation. */
  readonly #paths = new Map<string, string>();

  /** Follows both documents from their operations, which are the same by method and path. */
  constructor(ours: JsonObject, theirs: JsonObject) {
    this.#ours = ours;
    this.#theirs = theirs;
    const [mine, other] = [comparable(ours), comparable(theirs)];
    for (const under of ["operations", "webhooks"] as const) {
      for (const [key, before] of mine[under]) {
        const after = other[under].get(key);
        if (after !== undefined) this.#pair(under === "webhooks" ? under : "paths", before, after);
      }
    }
  }

  /** The targets that stand for one of ours: the same where nothing has moved. */
  targetsFor(target: string): string[] {
    const [, path, below = ""] = /^\$\.paths\['([^']+)'\](.*)$/su.exec(target) ?? [];
    if (path !== undefined) {
      const now = this.#paths.get(path) ?? path;
      return [`$.paths${step(now)}${below}`];
    }
    const [, kind = "", one, several, rest = ""] = COMPONENTS.exec(target) ?? [];
    const names = one === undefined ? namesIn(several ?? "") : [one];
    const places = names.flatMap((name) => this.placesOf(`#/components/${kind}/${name}`));
    const isSame = places.every(
      (place, at) => place === placeOf(`#/components/${kind}/${names[at]}`),
    );
    return isSame && places.length === names.length
      ? [target]
      : places.map((place) => place + rest);
  }

  /** Where a component of ours stands; where it stood when nothing leads to it. */
  placesOf(ref: string): string[] {
    return [...(this.#components.get(ref) ?? [placeOf(ref)])];
  }

  /** Whether the new document has an operation of ours. */
  hasPath(path: string, method: string): boolean {
    const now = this.#paths.get(path) ?? path;
    return Object.hasOwn(objectAt(objectAt(this.#theirs, "paths"), now), method);
  }

  /** What refers to the component of theirs that stands for one of ours; nothing when none does. */
  componentFor(ref: string): string | undefined {
    const places = this.#components.get(ref);
    const name = places?.size === 1 ? COMPONENT.exec([...places][0] ?? "")?.slice(1) : undefined;
    if (name === undefined) return undefined;
    const [kind = "", plain = "", quoted = ""] = name;
    return `#/components/${kind}/${plain || quoted}`;
  }

  #pair(under: "paths" | "webhooks", before: Operation, after: Operation): void {
    this.#paths.set(before.path, after.path);
    const [mine, other] = [
      objectAt(this.#ours[under], before.path),
      objectAt(this.#theirs[under], after.path),
    ];
    const at = `$.${under}${step(after.path)}`;
    const [first, second] = [objectAt(mine, before.method), objectAt(other, after.method)];
    const own = `${at}.${after.method}`;
    this.#walk({ ...first, parameters: [] }, { ...second, parameters: [] }, own);
    const theirs = this.#parameters(this.#theirs, [
      ...listAt(other, "parameters").map((node) => [node, at] as const),
      ...listAt(second, "parameters").map((node) => [node, own] as const),
    ]);
    const ours = [...listAt(mine, "parameters"), ...listAt(first, "parameters")];
    for (const [key, [node]] of this.#parameters(
      this.#ours,
      ours.map((one) => [one, ""]),
    )) {
      const [same, holder = ""] = theirs.get(key) ?? [];
      const name = textAt(this.#resolved(this.#theirs, same), "name") ?? "";
      this.#walk(node, same, `${holder}.parameters[?@.name == '${name}']`);
    }
  }

  /** Parameters and what holds them, by kind and name; what an address contains is known by its place. */
  #parameters(
    document: JsonObject,
    nodes: readonly (readonly [Json, string])[],
  ): Map<string, readonly [Json, string]> {
    let place = 0;
    return new Map(
      nodes.map((one) => {
        const parameter = this.#resolved(document, one[0]);
        const kind = textAt(parameter, "in") ?? "";
        const name = kind === "path" ? (place += 1) : textAt(parameter, "name");
        return [`${kind} ${name}`, one];
      }),
    );
  }

  #walk(mine: Json | undefined, other: Json | undefined, at: string): void {
    const ref = textAt(other, "$ref");
    if (ref !== undefined) {
      this.#walk(mine, pointed(this.#theirs, ref), placeOf(ref));
      return;
    }
    const [wrapped, inside] = onlyPart(other, at);
    if (wrapped !== undefined && onlyPart(mine, "")[0] === undefined) {
      this.#walk(mine, wrapped, inside);
      return;
    }
    const own = textAt(mine, "$ref");
    if (own !== undefined) {
      const places = this.#components.get(own) ?? new Set();
      if (places.has(at)) return;
      this.#components.set(own, places.add(at));
      this.#walk(pointed(this.#ours, own), other, at);
      return;
    }
    if (Array.isArray(mine) && Array.isArray(other)) {
      mine.forEach((one, index) => this.#walk(one, other[index], `${at}[${index}]`));
    }
    if (!isObject(mine) || !isObject(other)) return;
    for (const [key, value] of Object.entries(mine)) {
      if (Object.hasOwn(other, key)) this.#walk(value, other[key], at + step(key));
    }
  }

  #resolved(document: JsonObject, node: Json | undefined): Json | undefined {
    const ref = textAt(node, "$ref");
    return ref === undefined ? node : pointed(document, ref);
  }
}

const COMPONENT = /^\$\.components\.(\w+)(?:\.(\w+)|\['([^'\\]+)'\])$/u;
const COMPONENTS = /^\$\.components\.(\w+)(?:\.([\w-]+)|\[((?:'[^']*'(?:, *)?)+)\])(.*)$/su;

function namesIn(list: string): string[] {
  return [...list.matchAll(/'([^']*)'/gu)].map(([, name]) => name ?? "");
}

/** The JSONPath of what a reference points to. */
function placeOf(ref: string): string {
  const keys = ref.slice(2).split("/");
  return `$${keys.map((key) => step(key.replaceAll("~1", "/").replaceAll("~0", "~"))).join("")}`;
}

/** A step of a JSONPath. */
export function step(key: string): string {
  return /^[A-Za-z_]\w*$/u.test(key) ? `.${key}` : `['${key.replaceAll(/(['\\])/gu, "\\$1")}']`;
}

/** The schema that stands alone in an `allOf`, `anyOf` or `oneOf`, and where. */
function onlyPart(node: Json | undefined, at: string): readonly [Json | undefined, string] {
  for (const group of ["allOf", "anyOf", "oneOf"]) {
    const parts = listAt(node, group);
    if (parts.length === 1) return [parts[0], `${at}.${group}[0]`];
  }
  return [undefined, at];
}
