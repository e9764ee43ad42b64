import { type Change, fieldOf, type Place } from "./change.js";
import type { Known } from "./identify.js";
import type { Facade } from "./touches.js";

/** The part of a version that a change asks for; `none` when nothing but words changed. */
export type Level = "major" | "minor" | "none";

/** One line of the table: the same change wherever it shows. */
export interface Row {
  readonly isBreaking: boolean;
  /** The operations that it is seen in, each once. */
  readonly operations: readonly string[];
  /** The field, if it is about one. */
  readonly field: string;
  readonly what: string;
  /** Methods and types of the facade. */
  readonly touches: string;
}

/** What the changes mean for the facade, one row for each, breaking ones first. */
export function rowsOf(changes: readonly Change[], known: Known, facade: Facade): Row[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { place, what, isBreaking, owner } = change;
    // Of a component, the path that leads to it does not matter.
    const field = owner === undefined ? fieldOf(place) : `${owner}.${place.path.at(-1) ?? ""}`;
    const key = [isBreaking, field, what].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  const rows = [...groups.values()].map((group) => rowOf(group, known, facade));
  return rows.sort((a, b) => Number(b.isBreaking) - Number(a.isBreaking));
}

function rowOf(group: readonly Change[], known: Known, facade: Facade): Row {
  const [first] = group;
  const touches = group.flatMap((one) => facade.touchedBy(idOf(known, one.place), one));
  const isBreaking = first?.isBreaking === true;
  const field = first === undefined ? [] : [partOf(first.place), fieldOf(first.place)];
  return {
    isBreaking,
    operations: [...new Set(group.map(({ place }) => nameOf(known, place)))],
    field: field.filter((part) => part !== "").join(" "),
    what: first?.what ?? "",
    touches: [...new Set(touches)].join(", "),
  };
}

/** The level that the changes imply for the package. */
export function levelOf(changes: readonly Change[]): Level {
  if (changes.some(({ isBreaking }) => isBreaking)) return "major";
  return changes.length > 0 ? "minor" : "none";
}

/** The table that a person reads, and its last line. */
export function tableOf(rows: readonly Row[], level: Level): string {
  if (rows.length === 0) return "no difference in structure";
  const cells = rows.map(({ isBreaking, operations, field, what, touches }) => [
    isBreaking ? "BREAKING" : "ok",
    shortened(operations),
    field === "" ? "-" : field,
    what,
    touches === "" ? "nothing of the facade" : touches,
  ]);
  const lines = [["", "operation", "where", "what", "touches"], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const breaking = rows.filter(({ isBreaking }) => isBreaking).length;
  const count = `${rows.length} ${rows.length === 1 ? "change" : "changes"}, ${breaking} breaking`;
  return [...table, "", `${count}: ${level}`].join("\n");
}

/** The same table in Markdown, for a pull request and a changelog. */
export function markdownOf(rows: readonly Row[]): string {
  if (rows.length === 0) return "No difference in structure.";
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const lines = rows.map(({ isBreaking, operations, field, what, touches }) =>
    [isBreaking ? "**breaking**" : "ok", operations.join(", "), field, what, touches]
      .map(cell)
      .join(" | "),
  );
  const head = ["| | operation | where | what | touches |", "|---|---|---|---|---|"];
  return [...head, ...lines.map((line) => `| ${line} |`)].join("\n");
}

function shortened([first = "", ...rest]: readonly string[]): string {
  return rest.length > 2 ? `${first} and ${rest.length} more` : [first, ...rest].join(", ");
}

/** The id that an operation of ours has after its corrections. */
function idOf(
  { corrected, published }: Known,
  { operation, isWebhook }: Place,
): string | undefined {
  const [now, before] = [corrected, published].map((one) =>
    (isWebhook ? one.webhooks : one.operations).get(operation),
  );
  return now?.id ?? before?.id;
}

/** The id of an operation where it has one, else its method and path. */
function nameOf(known: Known, place: Place): string {
  if (place.operation === "") return "-";
  return idOf(known, place) ?? place.operation;
}

function partOf({ part, status, path }: Place): string {
  if (part === "operation") return "";
  if (part === "parameters") return path.length === 0 ? "parameters" : "";
  return part === "response" ? `answer ${status ?? ""}` : "request";
}
