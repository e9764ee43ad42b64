import { describe, expect, test } from "@jest/globals";
import { guarded, overError } from "../../src/stores/guard.js";

/** A connection with the habits of drivers: private state, chaining, statements, functions that it makes. */
class Connection {
  #queries = 0;
  readonly name = "shop";

  query(): number {
    return ++this.#queries;
  }

  pragma(): this {
    return this;
  }

  prepare() {
    return { run: () => this.query(), raw: undefined };
  }

  transaction(work: () => number) {
    return () => work() + this.query();
  }

  connect(): Promise<string> {
    return Promise.resolve("connected");
  }
}

/** Takes a method off its object, as `const { query } = tx` does. */
function methodOf(object: object, name: string): () => unknown {
  return Reflect.get(object, name) as () => unknown;
}

describe("a guarded connection", () => {
  test("is the connection as long as its transaction lasts", async () => {
    const connection = guarded(new Connection(), () => undefined);

    expect(connection).toBeInstanceOf(Connection);
    expect([connection.name, connection.query(), connection.pragma().query()]).toEqual([
      "shop",
      1,
      2,
    ]);
    expect(connection.prepare().run()).toBe(3);
    expect(connection.prepare().raw).toBeUndefined();
    expect(connection.transaction(() => 10)()).toBe(14);
    await expect(connection.connect()).resolves.toBe("connected");
  });

  test.each<{ what: string; take: (tx: Connection) => () => unknown }>([
    { what: "itself", take: (tx) => () => tx.query() },
    { what: "a property", take: (tx) => () => tx.name },
    { what: "a method taken off it", take: (tx) => methodOf(tx, "query") },
    { what: "what it chained to", take: (tx) => methodOf(tx.pragma(), "query") },
    { what: "a statement that it prepared", take: (tx) => methodOf(tx.prepare(), "run") },
    { what: "a function that it made", take: (tx) => tx.transaction(() => 1) },
  ])("refuses to work afterwards: $what", ({ take }) => {
    const target = new Connection();
    let over = false;
    const use = take(
      guarded(target, (property) => {
        if (over) throw overError(property);
      }),
    );

    over = true;

    expect(use).toThrow(/^\w+: the transaction of this settlement has ended/);
    expect(target.query()).toBe(1);
  });

  test("can be what a promise resolves to after the end", async () => {
    const connection = guarded(new Connection(), (property) => {
      throw overError(property);
    });

    await expect(Promise.resolve(connection)).resolves.toBe(connection);
  });
});
