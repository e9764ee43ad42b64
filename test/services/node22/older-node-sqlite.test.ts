import { DatabaseSync } from "node:sqlite";
import { sqliteAttacks } from "../support/sqlite-attacks.js";

/** As node:sqlite was before 22.16: it does not say whether a transaction is open. */
const open = (file: string): DatabaseSync =>
  new Proxy(new DatabaseSync(file), {
    get(database, property) {
      if (property === "isTransaction") return undefined;
      const value: unknown = Reflect.get(database, property, database);
      // Its methods know their own object only.
      return typeof value === "function" ? (value.bind(database) as unknown) : value;
    },
  });

const iterate = (database: DatabaseSync, sql: string) => database.prepare(sql).iterate();

sqliteAttacks({ name: "an older node:sqlite", open, iterate });
