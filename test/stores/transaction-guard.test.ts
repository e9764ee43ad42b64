import { describe, expect, test } from "@jest/globals";
import { TransactionGuard } from "../../src/stores/transaction-guard.js";

/** An ORM's transaction as most are: private fields, builders, lazy promises, a transaction inside. */
class Transaction {
  readonly #log: string[];
  readonly orders = { count: () => this.#log.length };

  constructor(log: string[]) {
    this.#log = log;
  }

  get size(): number {
    return this.#log.length;
  }

  insert(order: string): Insert {
    return new Insert(this.#log, order);
  }

  insertThat(insert: Insert): Promise<void> {
    return insert.then(() => undefined);
  }

  async slowly(order: string, until: Promise<void>): Promise<void> {
    this.#log.push(order);
    await until;
    this.#log.push(order);
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return work(new Transaction(this.#log));
  }

  rows(): Promise<{ order: string }[]> {
    return Promise.resolve(this.#log.map((order) => ({ order })));
  }

  isSameKind(kind: unknown): boolean {
    return kind === Transaction;
  }
}

/** Begins when it is waited for. */
class Insert implements PromiseLike<string> {
  readonly #log: string[];
  readonly #order: string;

  constructor(log: string[], order: string) {
    this.#log = log;
    this.#order = order;
  }

  then<A, B>(
    kept?: ((order: string) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#log.push(this.#order);
    return Promise.resolve(this.#order).then<A, B>(kept, failed);
  }
}

function guarded() {
  const log: string[] = [];
  const guard = new TransactionGuard(new Transaction(log));
  return { log, guard, tx: guard.tx };
}

describe("TransactionGuard", () => {
  test("lets the shop do what the transaction can", async () => {
    const { log, tx } = guarded();

    expect(await tx.insert("a")).toBe("a");
    await tx.insertThat(tx.insert("b"));

    expect(log).toEqual(["a", "b"]);
    expect(tx.size).toBe(2);
    expect(tx.orders.count()).toBe(2);
    expect(tx.orders).toBe(tx.orders);
    expect(tx).toBeInstanceOf(Transaction);
    expect(tx.constructor).toBe(Transaction);
    expect(tx.isSameKind(Transaction)).toBe(true);
    expect(await tx.rows()).toEqual([{ order: "a" }, { order: "b" }]);
  });

  test("refuses every call after the end, of what was reached before it too", async () => {
    const { log, tx, guard } = guarded();
    const { orders } = tx;
    const { count } = orders;
    const built = tx.insert("late");
    let inner: Transaction | undefined;
    await tx.transaction((handed) => Promise.resolve(void (inner = handed)));

    await guard.close();

    expect(() => tx.insert("late")).toThrow("insert: the transaction of this settlement has ended");
    expect(() => orders.count()).toThrow("has ended");
    expect(() => count()).toThrow("has ended");
    await expect(async () => built).rejects.toThrow("has ended");
    expect(() => inner?.insert("late")).toThrow("has ended");
    expect(log).toEqual([]);
  });

  test("waits for a call that was under way, and for a transaction inside", async () => {
    const { log, tx, guard } = guarded();
    let goOn = (): void => undefined;
    const until = new Promise<void>((resolve) => (goOn = resolve));
    const calls = [tx.slowly("a", until), tx.transaction(() => until)];
    let isClosed = false;

    const closing = guard.close().then(() => (isClosed = true));
    await new Promise((resolve) => setTimeout(resolve));
    expect(isClosed).toBe(false);
    goOn();
    await Promise.all([...calls, closing]);

    expect(log).toEqual(["a", "a"]);
    expect(isClosed).toBe(true);
  });

  test("refuses what would write past the transaction, wherever it is reached", async () => {
    const log: string[] = [];
    const refused = new Map([["insert", "insert writes elsewhere: use update"]]);
    const { tx } = new TransactionGuard(new Transaction(log), refused);

    expect(() => tx.insert("a")).toThrow("insert writes elsewhere: use update");
    await tx.transaction(async (inner) => {
      expect(() => inner.insert("a")).toThrow("insert writes elsewhere");
      await inner.slowly("b", Promise.resolve());
    });

    expect(log).toEqual(["b", "b"]);
  });

  test("hands on what can never change as it is", () => {
    const node = Object.freeze({ kind: "RawNode" });
    const guard = new TransactionGuard({ query: Object.freeze({ node }) });

    expect(guard.tx.query.node).toBe(node);
  });
});
