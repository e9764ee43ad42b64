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
