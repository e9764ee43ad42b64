import { DatabaseSync } from "node:sqlite";
import { sqliteAttacks } from "../support/sqlite-attacks.js";

/** As node:sqlite was before 22.16: it does not say whether a transaction is open. */
const open = (file: string): DatabaseSync =>
  Object.defineProperty(new DatabaseSync(file), "isTransaction", { value: undefined });

const iterate = (database: DatabaseSync, sql: string) => database.prepare(sql).iterate();

sqliteAttacks({ name: "an older node:sqlite", open, iterate });
