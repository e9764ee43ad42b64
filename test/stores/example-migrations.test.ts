import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { sqliteMigration } from "../../src/stores/d1.js";
import { postgresMigration } from "../../src/stores/postgres.js";

test.each([
  ["hono-workers/migrations/0001_shop.sql", sqliteMigration()],
  ["hono/migrations/0001_shop.sql", postgresMigration()],
  ["nextjs/prisma/migrations/0001_shop/migration.sql", postgresMigration()],
])("examples/%s makes the store's own table", (path, table) => {
  expect(readFileSync(join(ROOT, "examples", path), "utf8")).toContain(table);
});
