import { DataFile } from "./data-file.js";
import type { KeptRows } from "./data-file.js";
import { Table } from "./table.js";
import type { Row } from "./table.js";

/**
 * Everything the simulator remembers, in tables; with a file, also from one run to the next.
 *
 * Changes are collected and written by {@link Store.commit}, once per request, control or delivery.
 */
export class Store {
  readonly #file: DataFile | undefined;
  readonly #kept: Map<string, KeptRows>;
  readonly #tables = new Map<string, { clear(): void }>();
  readonly #changed = new Map<string, readonly [table: string, row: Row]>();

  constructor(path: string | undefined) {
    this.#file = path === undefined ? undefined : new DataFile(path);
    this.#kept = this.#file?.open() ?? new Map<string, KeptRows>();
  }

  /** Makes a table, with the rows of the last run in it. Each name is to be used once. */
  table<R extends Row>(name: string, keysOf?: (row: R) => readonly string[]): Table<R> {
    const table = new Table<R>((row) => this.#note(name, row), keysOf);
    const kept = this.#kept.get(name);
    // The file holds what a table of this name wrote, so its rows are of this table's kind.
    if (kept !== undefined) table.load(kept.values() as IterableIterator<R>);
    this.#kept.delete(name);
    this.#tables.set(name, table);
    return table;
  }

  /** Writes what has changed since the last time. Nothing that was answered is lost after it. */
  commit(): void {
    if (this.#changed.size === 0) return;
    this.#file?.append(this.#changed.values());
    this.#changed.clear();
  }

  /** Empties every table, and the file. */
  clear(): void {
    for (const table of this.#tables.values()) table.clear();
    this.#changed.clear();
    this.#file?.rewrite(new Map());
  }

  close(): void {
    this.commit();
    this.#file?.close();
  }

  #note(table: string, row: Row): void {
    if (this.#file !== undefined) this.#changed.set(`${table}/${String(row.id)}`, [table, row]);
  }
}
