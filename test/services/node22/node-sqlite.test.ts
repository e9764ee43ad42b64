import { DatabaseSync } from "node:sqlite";
import { sqliteFailures } from "../support/sqlite-failures.js";
import { storeSuite } from "../support/suite.js";

storeSuite("node:sqlite", { transactional: true });
sqliteFailures({
  name: "node:sqlite",
  open: (file) => new DatabaseSync(file),
  iterate: (database, sql) => database.prepare(sql).iterate(),
});
