import type { Carriers } from "./carriers.js";
import { carriedBy } from "./carried.js";
import { type Change, fieldOf, type Place } from "./change.js";
import type { Known } from "./identify.js";

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
export function rowsOf(changes: readonly Change[], known: Known, carriers: Carriers): Row[] {
  const rows = new Map<string, Row>();
  for (const change of changes) {
    const { place, what, isBreaking } = change;
    const operation = nameOf(known, place);
    const field = [partOf(place), fieldOf(place)].filter((part) => part !== "").join(" ");
    const { methods, type } = touchedBy(known, carriers, change);
    const key = [isBreaking, fieldOf(place), what, type].join("\n");
    const row = rows.get(key);
    const operations = [...new Set([...(row?.operations ?? []), operation])];
    const old = row?.touches.split(", ") ?? [];
    const touches = [...new Set([...old, ...methods, ...(type === undefined ? [] : [type])])];
    rows.set(key, {
      isBreaking,
      operations,
      field: row?.field ?? field,
      what,
      touches: touches.join(", "),
    });
  }
  return [...rows.values()].sort((a, b) => Number(b.isBreaking) - Number(a.isBreaking));
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

/** The id of an operation where it has one, else its method and path. */
function nameOf({ published }: Known, { operation, isWebhook }: Place): string {
  if (operation === "") return "-";
  const found = (isWebhook ? published.webhooks : published.operations).get(operation);
  return found?.id ?? operation;
}

function partOf({ part, status, path }: Place): string {
  if (part === "operation") return "";
  if (part === "parameters") return path.length === 0 ? "parameters" : "";
  return part === "response" ? `answer ${status ?? ""}` : "request";
}

interface Touched {
  readonly methods: readonly string[];
  readonly type: string | undefined;
}

function touchedBy(known: Known, carriers: Carriers, { place }: Change): Touched {
  const found = (place.isWebhook ? known.published.webhooks : known.published.operations).get(
    place.operation,
  );
  const carrier = found?.id === undefined ? undefined : carriers.of(known.spec, found.id);
  if (carrier === undefined) return { methods: [], type: undefined };
  const { types } = carriers;
  const owner = place.path.length > 0 ? carriedBy(types, carrier, place) : undefined;
  // Of a new field, the type that it belongs to: the one of its neighbours, or of what holds them.
  return { methods: carrier.methods, type: owner ?? neighbourType(known, carriers, place) };
}

function neighbourType(known: Known, carriers: Carriers, place: Place): string | undefined {
  const found = known.published.operations.get(place.operation);
  const carrier = found?.id === undefined ? undefined : carriers.of(known.spec, found.id);
  if (carrier === undefined || place.path.length === 0 || place.part === "operation")
    return undefined;
  const outer = { ...place, path: place.path.slice(0, -1) };
  if (outer.path.length > 0) {
    const owner = carriedBy(carriers.types, carrier, outer);
    return owner?.replace(/\[\]$/, "");
  }
  const [type] = place.part === "response" ? carrier.received : carrier.sent;
  return type && carriers.types.nameOf(type);
}
