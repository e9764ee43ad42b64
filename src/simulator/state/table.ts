/** Anything that is kept under an id. */
export interface Row {
  readonly id: string | number;
}

/** Rows by id, and by further keys, without ever searching through all of them. */
export class Table<R extends Row> {
  readonly #rows = new Map<string | number, R>();
  readonly #byKey = new Map<string, R>();
  readonly #keysOf: (row: R) => readonly string[];
  readonly #note: (row: R) => void;

  /**
   * @param note - Is told of every row that is new or has changed.
   * @param keysOf - Further keys of a row. They must never change while the row is kept.
   */
  constructor(note: (row: R) => void, keysOf: (row: R) => readonly string[] = () => []) {
    this.#note = note;
    this.#keysOf = keysOf;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string | number): R | undefined {
    return this.#rows.get(id);
  }

  /** The row that has this among its further keys. */
  find(key: string): R | undefined {
    return this.#byKey.get(key);
  }

  values(): IterableIterator<R> {
    return this.#rows.values();
  }

  /** Keeps a row. To be called again whenever the row was changed, or a restart forgets the change. */
  put(row: R): void {
    this.#keep(row);
    this.#note(row);
  }

  /** Takes rows that were kept before, at start. */
  load(rows: Iterable<R>): void {
    for (const row of rows) this.#keep(row);
  }

  clear(): void {
    this.#rows.clear();
    this.#byKey.clear();
  }

  #keep(row: R): void {
    if (this.#rows.get(row.id) === row) return;
    this.#rows.set(row.id, row);
    for (const key of this.#keysOf(row)) this.#byKey.set(key, row);
  }
}
