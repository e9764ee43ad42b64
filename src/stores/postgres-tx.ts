import { isHarmless, overError } from "./guard.js";
import type { PgClient, PgResult } from "./postgres-client.js";
import type { PgSession } from "./postgres-session.js";

type Callback = (error: unknown, result?: PgResult) => void;

interface ConfigClient {
  query(config: object): Promise<PgResult>;
}

/** What of a query's settings is passed on to the driver beside its text and values. */
const SETTINGS = ["name", "rowMode", "types", "binary", "queryMode", "query_timeout"];

/**
 * Makes what `onPaid` gets as `tx`: it looks like the driver's client, and can run queries in the transaction.
 *
 * It is an object of its own, not the connection, and hands out nothing that leads to the connection: no socket, no
 * cursor, no listener's `this`. So `query` is the one way to the transaction, and the session guards it.
 */
export function transactionClient(session: PgSession): PgClient {
  const { client } = session;
  // An instance of what the pool hands out, as some ORMs ask.
  const prototype = Object.getPrototypeOf(client) as object;
  const own = Object.assign(Object.create(prototype) as object, {
    query: (asked: unknown, ...more: unknown[]) => query(session, asked, more),
    // The store gives the connection back. ORMs call this at the end of what they take for a transaction of theirs.
    release: (): void => undefined,
    ...escapes(client),
  });
  return new Proxy(own, {
    get(target, property) {
      if (Object.hasOwn(target, property)) return Reflect.get(target, property) as unknown;
      const value: unknown = Reflect.get(client, property);
      if (isHarmless(value, property)) return value;
      throw new TypeError(
        `tx.${String(property)} leads past the transaction of this settlement: use tx.query, ` +
          "and the pool for what is no part of it",
      );
    },
  }) as PgClient;
}

/** What `pg` escapes names and texts with asks nothing of the connection. */
function escapes(client: PgClient): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of ["escapeIdentifier", "escapeLiteral"]) {
    const escape: unknown = Reflect.get(client, name);
    if (typeof escape === "function") {
      found[name] = (text: unknown) => Reflect.apply(escape, client, [text]) as unknown;
    }
  }
  return found;
}

/** In all the shapes that `pg` takes: text or an object, values, and a callback at the end or in the object. */
function query(session: PgSession, asked: unknown, more: readonly unknown[]): unknown {
  if (!session.isOpen) throw overError("query");
  // Copied, so that what is looked at is what is sent.
  const config: Record<string, unknown> = isObject(asked) ? { ...asked } : { text: asked };
  const { text } = config;
  if (typeof text !== "string" || (isObject(asked) && "submit" in asked)) {
    throw new TypeError(
      "tx.query takes the text of a statement and its values. A cursor or a stream can outlive the transaction: " +
        "select with LIMIT, or read through the pool",
    );
  }
  const values = Array.isArray(more[0]) ? more[0] : config["values"];
  const callback = [...more, config["callback"]].find((each) => typeof each === "function");
  const running = session.ask(text, (client) => {
    if (!isObject(asked)) return client.query(text, values as unknown[] | undefined);
    const sent: Record<string, unknown> = { text, values };
    for (const name of SETTINGS) if (name in config) sent[name] = config[name];
    // Drivers take an object in place of the text, which our own type of them leaves out.
    return (client as unknown as ConfigClient).query(sent);
  });
  return callback ? void calledBack(running, callback as Callback) : running;
}

function calledBack(running: Promise<PgResult>, callback: Callback): Promise<void> {
  return running.then(
    (result) => callback(null, result),
    (error: unknown) => callback(error),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
