import { fieldsOf } from "../fields.js";
import { isHarmless } from "./guard.js";
import { mysqlControlOf } from "./mysql-control.js";
import { type InnerControl, InnerTransactions } from "./transaction-control.js";

/** What is asked of a connection: one of `mysql2/promise`, or anything with its shape. */
export interface MysqlConnection {
  query(sql: string): Promise<unknown>;
  /** Gives the connection back to its pool. */
  release(): void;
  /** Closes it, and takes it out of its pool. */
  destroy(): void;
}

/** What is asked of a pool: one of `mysql2/promise`, or anything with its shape. */
export interface MysqlPool {
  getConnection(): Promise<MysqlConnection>;
}

/** The type of a pool's connections: for `mysql2/promise`, `PoolConnection`. */
export type MysqlConnectionOf<P extends MysqlPool> = Awaited<ReturnType<P["getConnection"]>>;

type Run = (...args: unknown[]) => unknown;

/** The methods that run a statement, and those that ask nothing of the server. */
const RUNS = ["query", "execute"];
const WRITES_TEXT = ["escape", "escapeId", "format"];

/**
 * A settlement's transaction on its connection.
 *
 * Statements run one after the other, so that what begins or ends a transaction inside is known when the next one runs.
 */
export class MysqlWork {
  readonly #connection: MysqlConnection;
  readonly #inner = new InnerTransactions();
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(connection: MysqlConnection) {
    this.#connection = connection;
  }

  /** Returns why the work must not be committed, if so. */
  end(): Error | undefined {
    return this.#inner.end();
  }

  /** Makes what `onPaid` gets as `tx`: the connection's statements, and nothing that leads past its transaction. */
  client<C extends MysqlConnection>(): C {
    const own: Record<string, unknown> = {
      // The store gives the connection back. ORMs call this at the end of what they take for a transaction of theirs.
      release: (): void => undefined,
      beginTransaction: () => this.#turn(() => this.#controlled("BEGIN")),
      commit: () => this.#turn(() => this.#controlled("COMMIT")),
      rollback: () => this.#turn(() => this.#controlled("ROLLBACK")),
    };
    for (const name of RUNS) own[name] = (...args: unknown[]) => this.#run(name, args);
    for (const name of WRITES_TEXT) {
      own[name] = (...args: unknown[]) => this.#method(name)(...args);
    }
    const get = (_target: object, property: PropertyKey): unknown => {
      if (Object.hasOwn(own, property)) return Reflect.get(own, property);
      const value: unknown = Reflect.get(this.#connection, property);
      if (isHarmless(value, property)) return value;
      throw new TypeError(
        `tx.${String(property)} leads past the transaction of this settlement: use tx.query or tx.execute, ` +
          "and the pool for what is no part of it",
      );
    };
    const tx: object = new Proxy(own, { get });
    // C is the type of this pool's connections, which `tx` stands in for.
    return tx as C;
  }

  #run(name: string, args: unknown[]): Promise<unknown> {
    const [asked] = args;
    const isObject = typeof asked === "object" && asked !== null;
    // Copied, so that what is looked at is what is sent.
    const sent: unknown = isObject ? { ...asked } : asked;
    const text: unknown = isObject ? fieldsOf(sent)["sql"] : asked;
    if (typeof text !== "string") throw new TypeError(`tx.${name} takes the text of a statement`);
    return this.#turn(async () => {
      const control = mysqlControlOf(text);
      if (control.kind === "none") return this.#method(name)(sent, ...args.slice(1));
      return this.#control(this.#inner.check(control));
    });
  }

  #turn(work: () => Promise<unknown>): Promise<unknown> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #controlled(text: string): Promise<void> {
    const control = mysqlControlOf(text);
    if (control.kind !== "none") await this.#control(this.#inner.check(control));
  }

  async #control(control: InnerControl): Promise<unknown> {
    let answer: unknown;
    for (const text of control.instead) answer = await this.#connection.query(text);
    this.#inner.ran(control);
    return answer;
  }

  #method(name: string): Run {
    const method: unknown = Reflect.get(this.#connection, name);
    if (typeof method !== "function") throw new TypeError(`the pool's connections have no ${name}`);
    return (...args) => {
      const answer: unknown = Reflect.apply(method, this.#connection, args);
      return answer;
    };
  }
}
