import type { SqliteDatabase, SqliteStatement } from "./sqlite-database.js";
import { sqliteControlOf } from "./sqlite-text.js";
import type { SqliteWork } from "./sqlite-work.js";
import { type Control, NONE } from "./transaction-control.js";

type Method = (...args: unknown[]) => unknown;

/** Methods of a database that run the SQL they are given, and those that make a statement of it. */
const RUN_SQL: readonly PropertyKey[] = ["exec", "run"];
const PREPARE_SQL: readonly PropertyKey[] = ["prepare", "query"];
/** Further methods that stay within the transaction. */
const OTHERS: readonly PropertyKey[] = ["transaction", "pragma", "function", "aggregate"];

/** What a statement that stands for BEGIN, COMMIT or ROLLBACK answers, by the method that runs it. */
const NO_ROWS: Readonly<Record<string, () => unknown>> = {
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  get: () => undefined,
  all: () => [],
  values: () => [],
  iterate: () => [][Symbol.iterator](),
};

/**
 * Makes what `onPaid` gets as `tx`: it looks like the driver's database, and works in the transaction.
 *
 * It is an object of its own, not the database. All that leads to the connection, as statements, their cursors and the
 * functions of `transaction` do, goes through `work`, which refuses once the claim begins to end; what would lead past
 * it is refused at once.
 */
export function transactionDatabase<D extends SqliteDatabase>(database: D, work: SqliteWork): D {
  return new StandIn(database, work).tx;
}

class StandIn<D extends SqliteDatabase> {
  readonly tx: D;
  readonly #database: D;
  readonly #work: SqliteWork;

  constructor(database: D, work: SqliteWork) {
    this.#database = database;
    this.#work = work;
    this.tx = likeOf(database, (property) => this.#property(property));
  }

  #property(property: PropertyKey): unknown {
    const value: unknown = Reflect.get(this.#database, property, this.#database);
    if (isFact(value) || isOfEveryObject(value, property)) return value;
    if (!isMethod(value) || !isKnown(property)) throw leadsPast(property);
    return (...args: unknown[]) =>
      this.#work.run(property, () => this.#call(value, property, args));
  }

  #call(method: Method, property: PropertyKey, args: unknown[]): unknown {
    const control = OTHERS.includes(property) ? NONE : controlOf(args[0]);
    if (PREPARE_SQL.includes(property)) return this.#prepare(method, args, control);
    if (control.kind === "none") return this.#own(Reflect.apply(method, this.#database, args));
    this.#work.control(control);
    return this.tx;
  }

  /** A text of transaction control is prepared as what stands in its place, and runs as that. */
  #prepare(method: Method, [sql, ...more]: unknown[], control: Control): SqliteStatement {
    if (control.kind === "refused") throw this.#work.refusalOf(control);
    const text = control.kind === "none" ? sql : control.instead.at(-1);
    // What `prepare` of a SqliteDatabase returns.
    const made = Reflect.apply(method, this.#database, [text, ...more]) as SqliteStatement;
    return this.#statement(made, control);
  }

  #statement(target: SqliteStatement, control: Control): SqliteStatement {
    const call = (method: Method, property: PropertyKey, args: unknown[]): unknown => {
      const noRows = NO_ROWS[String(property)];
      if (control.kind !== "none" && noRows) {
        this.#work.control(control);
        return noRows();
      }
      const result = Reflect.apply(method, target, args);
      if (result === target) return proxy;
      // What `iterate` returns in every driver.
      return property === "iterate" ? this.#work.rows(result as Iterator<unknown>) : result;
    };
    const proxy = likeOf(target, (property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (isFact(value) || Array.isArray(value)) return value;
      if (value === this.#database) return this.tx;
      if (!isMethod(value)) throw leadsPast(property);
      return (...args: unknown[]) => this.#work.run(property, () => call(value, property, args));
    });
    return proxy;
  }

  /** What chains is `tx` itself; `transaction` makes functions, which have others as properties. */
  #own(result: unknown): unknown {
    if (result === this.#database) return this.tx;
    if (!isMethod(result)) return result;
    // The function itself could not be stood in for: its properties are fixed.
    return new Proxy((): undefined => undefined, {
      apply: (_, receiver, args: unknown[]) =>
        this.#work.run("transaction", () => Reflect.apply(result, receiver, args)),
      get: (_, property) => this.#own(Reflect.get(result, property)),
    });
  }
}

/** An instance of the same class, as some ORMs ask, without anything of the original's own. */
function likeOf<T extends object>(original: T, get: (property: PropertyKey) => unknown): T {
  const prototype = Reflect.getPrototypeOf(original);
  return new Proxy(Object.create(prototype) as T, { get: (_, property) => get(property) });
}

function controlOf(sql: unknown): Control {
  if (typeof sql === "string") return sqliteControlOf(sql);
  throw new TypeError("tx takes the text of a statement");
}

function isKnown(property: PropertyKey): boolean {
  return [...RUN_SQL, ...PREPARE_SQL, ...OTHERS].includes(property);
}

function isMethod(value: unknown): value is Method {
  return typeof value === "function";
}

/** Neither a function nor an object: it leads nowhere. */
function isFact(value: unknown): boolean {
  return !isMethod(value) && (typeof value !== "object" || value === null);
}

function isOfEveryObject(value: unknown, property: PropertyKey): boolean {
  return property === "constructor" || Reflect.get(Object.prototype, property) === value;
}

function leadsPast(property: PropertyKey): TypeError {
  return new TypeError(
    `tx.${String(property)} leads past the transaction of this settlement: use exec, prepare or transaction of tx, ` +
      "and the database itself outside of onPaid",
  );
}
