import { fieldsOf } from "../fields.js";
import { overError } from "./guard.js";

/** Calls that would write outside of the transaction: why, by the name of what is called. */
export type RefusedCalls = ReadonlyMap<string, string>;

/** How many calls are under way, and whether more may begin. */
interface Gate {
  isOpen: boolean;
  underWay: number;
  whenIdle: (() => void)[];
}

/**
 * Stands between the shop and an ORM's transaction, until the settlement begins to end.
 *
 * An ORM's own transaction may still send what is asked of it after its COMMIT, on a connection that has gone back to
 * the pool: such a write stands by itself, outside of every transaction. So the shop gets the transaction through a
 * proxy, and so is whatever is reached from it (builders, repositories, a transaction inside). A call is refused once
 * the guard has closed, and the ORM is not told to commit before every call that came earlier is over.
 *
 * What a call resolves to (rows, entities) is handed on as it is.
 */
export class TransactionGuard<Tx extends object> {
  readonly tx: Tx;
  readonly #gate: Gate = { isOpen: true, underWay: 0, whenIdle: [] };

  constructor(tx: Tx, refusedCalls?: RefusedCalls) {
    this.tx = new Proxies(tx, this.#gate, refusedCalls).of(tx);
  }

  /** Refuses every further call, and resolves when those under way are over, however they end. */
  async close(): Promise<void> {
    this.#gate.isOpen = false;
    while (this.#gate.underWay > 0) {
      await new Promise<void>((resolve) => this.#gate.whenIdle.push(resolve));
    }
  }
}

/** Makes the proxies of one transaction: the same for the same object, so that they compare equal. */
class Proxies implements ProxyHandler<object> {
  readonly #root: object;
  readonly #gate: Gate;
  readonly #refusedCalls: RefusedCalls;
  readonly #proxies = new WeakMap<object, object>();
  readonly #targets = new WeakMap<object, object>();

  constructor(root: object, gate: Gate, refusedCalls: RefusedCalls = new Map()) {
    this.#root = root;
    this.#gate = gate;
    this.#refusedCalls = refusedCalls;
  }

  of<T>(value: T): T {
    if (!leadsOn(value)) return value;
    const known = this.#proxies.get(value) ?? this.#made(value);
    // A proxy has the type of its target.
    return known as T;
  }

  get(target: object, property: PropertyKey): unknown {
    // Private fields are the target's own, so that is what getters run on.
    const value: unknown = Reflect.get(target, property, target);
    if (property === "constructor" || isFixed(target, property)) return value;
    return this.of(value);
  }

  set(target: object, property: PropertyKey, value: unknown): boolean {
    return Reflect.set(target, property, this.#behind(value), target);
  }

  apply(target: object, self: unknown, args: unknown[]): unknown {
    if (!this.#gate.isOpen) throw overError(nameOf(target));
    const problem = this.#refusedCalls.get(nameOf(target));
    if (problem !== undefined) throw new Error(problem);
    // The handler is set for functions too; only they are ever called.
    const called = target as (...args: unknown[]) => unknown;
    const sent = args.map((arg) => this.#argument(arg));
    const result: unknown = Reflect.apply(called, this.#behind(self), sent);
    return isPromise(result) ? this.#untilOver(result) : this.of(result);
  }

  #made(target: object): object {
    const proxy = new Proxy(target, this);
    this.#proxies.set(target, proxy);
    this.#targets.set(proxy, target);
    return proxy;
  }

  /** What the ORM is handed: its own objects, and callbacks that get a transaction inside through a proxy. */
  #argument(arg: unknown): unknown {
    if (!isCallback(arg)) return this.#behind(arg);
    const inside = (args: unknown[]): unknown[] =>
      args.map((each) => (this.#isTransaction(each) ? this.of(each) : each));
    const behind = (result: unknown): unknown => this.#behind(result);
    return function (this: unknown, ...args: unknown[]): unknown {
      return behind(Reflect.apply(arg, this, inside(args)));
    };
  }

  #isTransaction(value: unknown): boolean {
    if (typeof value !== typeof this.#root || value === null) return false;
    const { constructor } = fieldsOf(value);
    // Of no class of its own: that could be a row.
    return constructor !== Object && constructor === this.#root.constructor;
  }

  #behind(value: unknown): unknown {
    const isObject = typeof value === "object" || typeof value === "function";
    return isObject && value !== null ? (this.#targets.get(value) ?? value) : value;
  }

  #untilOver(promise: Promise<unknown>): Promise<unknown> {
    const gate = this.#gate;
    const over = (): void => {
      gate.underWay -= 1;
      if (gate.underWay === 0) for (const resolve of gate.whenIdle.splice(0)) resolve();
    };
    gate.underWay += 1;
    promise.then(over, over);
    return promise;
  }
}

/** Whether more than data can be reached through it. */
function leadsOn(value: unknown): value is object {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null || isPromise(value)) return false;
  return !(Array.isArray(value) || ArrayBuffer.isView(value) || value instanceof Date);
}

/** A promise that is under way. ORMs have their own kinds, which begin when they are waited for: those are no such. */
function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise && value.constructor === Promise;
}

/** A function that can be no class: arrow functions, async functions and methods have no prototype. */
function isCallback(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === "function" && !Object.hasOwn(value, "prototype");
}

/** A proxy has to answer with what can never change. */
function isFixed(target: object, property: PropertyKey): boolean {
  const own = Reflect.getOwnPropertyDescriptor(target, property);
  return own?.configurable === false && own.writable === false;
}

function nameOf(target: object): string {
  const { name } = fieldsOf(target);
  return typeof name === "string" && name !== "" ? name : "tx";
}
