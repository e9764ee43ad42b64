import { DatabaseSync } from "node:sqlite";
import { sqliteAttacks } from "../support/sqlite-attacks.js";
import { sqliteFailures } from "../support/sqlite-failures.js";
import { storeSuite } from "../support/suite.js";

const driver = {
  name: "node:sqlite",
  open: (file: string) => new DatabaseSync(file),
  iterate: (database: DatabaseSync, sql: string) => database.prepare(sql).iterate(),
};

storeSuite("node:sqlite", { transactional: true });
sqliteFailures(driver);
sqliteAttacks(driver);

/** As node:sqlite was before 22.16: it does not say whether a transaction is open. */
const openSilent = (file: string): DatabaseSync =>
  Object.defineProperty(new DatabaseSync(file), "isTransaction", { value: undefined });

sqliteAttacks({ ...driver, name: "an older node:sqlite", open: openSilent });
