import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const modelsIn = (text: string) => text.match(/^model KhipuSettlement \{\n.+?\n\}\n/gms) ?? [];
const triedIn = (schema: string) => modelsIn(read(`test/services/support/orms/${schema}`));

test.each(["docs/stores.md", "docs/stores.es.md"])(
  "%s has the Prisma models that are tried on a real PostgreSQL and a real MariaDB",
  (guide) => {
    const tried = [...triedIn("schema.prisma"), ...triedIn("schema-mysql.prisma")];

    expect(tried).toHaveLength(2);
    expect(modelsIn(read(guide))).toEqual(tried);
  },
);

test("the example for Next.js has the Prisma model that is tried on a real PostgreSQL", () => {
  const tried = triedIn("schema.prisma");

  expect(tried.join()).toContain('@@map("khipu_settlements")');
  expect(modelsIn(read("examples/nextjs/prisma/schema.prisma"))).toEqual(tried);
});
