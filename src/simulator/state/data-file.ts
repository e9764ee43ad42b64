import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { itemsOf } from "../../fields.js";
import { SimulatorError } from "../simulator-error.js";
import type { Row } from "./table.js";

/** The rows of one table by id, as a file keeps them. */
export type KeptRows = Map<string | number, Row>;

const HEADER = '{"khipu-simulator":1}\n';
// A request changes a few rows, far below this; only writing the file anew is cut into pieces.
const LONGEST_WRITE = 2 ** 20;

/**
 * Keeps rows in a file of JSON lines, one row a line; of the lines of one row the last one counts.
 *
 * A change is appended with one write before its request is answered, so a killed process loses at
 * most what nobody was told of, and a line cut short at the end is left out. On opening the file is
 * written anew with one line per row, and put in place by renaming.
 */
export class DataFile {
  readonly #path: string;
  #file: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Reads what the file holds, and makes it ready for more.
   *
   * @throws {@link SimulatorError} when the file holds something that no simulator wrote.
   */
  open(): Map<string, KeptRows> {
    const tables = existsSync(this.#path) ? this.#read() : new Map<string, KeptRows>();
    this.rewrite(tables);
    return tables;
  }

  /** Appends rows of any tables in one write. */
  append(rows: Iterable<readonly [table: string, row: Row]>): void {
    if (this.#file === undefined) return;
    let lines = "";
    for (const [table, row] of rows) {
      lines += `${JSON.stringify([table, row])}\n`;
      if (lines.length < LONGEST_WRITE) continue;
      writeFileSync(this.#file, lines);
      lines = "";
    }
    if (lines !== "") writeFileSync(this.#file, lines);
  }

  /** Replaces all that the file holds. */
  rewrite(tables: ReadonlyMap<string, KeptRows>): void {
    this.close();
    const draft = `${this.#path}.${String(process.pid)}.tmp`;
    this.#file = openSync(draft, "w", 0o600);
    writeFileSync(this.#file, HEADER);
    for (const [table, rows] of tables) this.append([...rows.values()].map((row) => [table, row]));
    renameSync(draft, this.#path);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #read(): Map<string, KeptRows> {
    const [header, ...lines] = readFileSync(this.#path, "utf8").split("\n");
    if (`${header ?? ""}\n` !== HEADER) throw this.#notOurs(1);
    // What follows the last line feed: nothing, or a line that was cut short.
    lines.pop();
    const tables = new Map<string, KeptRows>();
    for (const [at, line] of lines.entries()) {
      const [table, row] = readLine(line) ?? [];
      if (table === undefined || row === undefined) throw this.#notOurs(at + 2);
      const rows = tables.get(table) ?? new Map<string | number, Row>();
      tables.set(table, rows.set(row.id, row));
    }
    return tables;
  }

  #notOurs(line: number): SimulatorError {
    return new SimulatorError(
      `${this.#path} is no data file of this simulator (line ${String(line)}): name another one, or remove it`,
    );
  }
}

function readLine(line: string): readonly [string, Row] | undefined {
  try {
    const [table, row] = itemsOf(JSON.parse(line));
    return typeof table === "string" && isRow(row) ? [table, row] : undefined;
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && "id" in value;
}
