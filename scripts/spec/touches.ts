import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Spec } from "../specs.js";
import type { Change } from "./change.js";

/** What of the facade carries the operations and fields of one document. */
export interface Facade {
  /** What a change touches: methods and types, as users write them. */
  touchedBy(operationId: string | undefined, change: Change): string[];
  /** Files of ours that compare something with a value that the service sends. */
  awaiting(value: string): readonly string[];
}

/** The page on which it stands what carries what; a test holds it to be so. */
const PAGE = "docs/coverage.md";

/** Built on the facade, and not part of it. */
const ON_TOP = /^(?:simulator|cli|browser)\b/;

/** Reads what carries the operations and fields of a document from the page that lists it. */
export function readFacade(root: string, spec: Spec): Facade {
  const page = readFileSync(join(root, PAGE), "utf8");
  const part = page.split(/^## /m).find((text) => text.startsWith(spec.document)) ?? "";
  const tables = new Map<string, Map<string, string[]>>();
  let owner = "";
  for (const line of part.split("\n")) {
    owner = /^### `(.+)`$/.exec(line)?.[1] ?? owner;
    const cells = line
      .split("|")
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, it]) => it ?? ""));
    const [name] = cells[1] ?? [];
    if (name === undefined) continue;
    const rows = tables.get(owner) ?? new Map<string, string[]>();
    tables.set(owner, rows.set(name, cells.at(-2) ?? []));
  }
  const sources = sourcesIn(join(root, "src"));
  return {
    touchedBy: (operationId, change) => {
      const methods = tables.get("")?.get(operationId ?? "") ?? [];
      const values = (change.gone ?? []).flatMap((value) => awaiting(sources, value));
      return [...new Set([...methods, ...carriersOf(tables, operationId, change), ...values])];
    },
    awaiting: (value) => awaiting(sources, value),
  };
}

/** What carries a field; of a new one, the type that its neighbours are in. */
function carriersOf(
  tables: ReadonlyMap<string, ReadonlyMap<string, string[]>>,
  operationId: string | undefined,
  { place, owner }: Change,
): string[] {
  const fields = place.path.filter((step) => !/^(?:\[\]|\*)$/.test(step));
  const last = fields.at(-1);
  const name = place.part === "parameters" ? operationId : owner;
  const rows = tables.get(name ?? "");
  if (last === undefined || name === undefined || rows === undefined) return [];
  const known = rows.get(last);
  if (known !== undefined) return known;
  const types = [...rows.values()].flat().map((carrier) => carrier.split(".")[0] ?? "");
  const [usual] = types.sort((a, b) => count(types, b) - count(types, a));
  return usual === undefined || usual.startsWith("argument") ? [] : [usual];
}

function count(all: readonly string[], one: string): number {
  return all.filter((it) => it === one).length;
}

function sourcesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const own = paths.filter((path) => path.endsWith(".ts") && !ON_TOP.test(path));
  return new Map(own.map((path) => [`src/${path}`, readFileSync(join(folder, path), "utf8")]));
}

function awaiting(sources: ReadonlyMap<string, string>, value: string): string[] {
  const literal = JSON.stringify(value);
  return [...sources].filter(([, text]) => comparesWith(text, literal)).map(([path]) => path);
}

/** `=== "done"`, `case "done":`, and what stands in a list or a table of values. */
function comparesWith(text: string, literal: string): boolean {
  return text
    .split("\n")
    .some((line) => !/^\s*(?:\*|\/\/|\|)/.test(line) && line.includes(literal));
}
