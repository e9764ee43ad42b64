import Database from "better-sqlite3";
import { sqliteFailures } from "./support/sqlite-failures.js";
import { storeSuite } from "./support/suite.js";

storeSuite("better-sqlite3", { transactional: true });
sqliteFailures({
  name: "better-sqlite3",
  open: (file) => new Database(file),
  iterate: (database, sql) => database.prepare(sql).iterate(),
});
