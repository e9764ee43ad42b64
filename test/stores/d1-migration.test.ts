import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { sqliteMigration } from "../../src/stores/d1.js";

test("the migration of examples/hono-workers makes the store's own table", () => {
  const migration = readFileSync(
    join(ROOT, "examples/hono-workers/migrations/0001_shop.sql"),
    "utf8",
  );

  expect(migration).toContain(sqliteMigration());
});
