import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const blockOf = (text: string) => /^model KhipuSettlement \{\n.+?\n\}\n/ms.exec(text)?.[0];

test.each(["docs/stores.md", "docs/stores.es.md", "examples/nextjs/prisma/schema.prisma"])(
  "%s has the Prisma model that is tried on a real PostgreSQL",
  (guide) => {
    const tried = blockOf(read("test/services/support/orms/schema.prisma"));

    expect(tried).toContain('@@map("khipu_settlements")');
    expect(blockOf(read(guide))).toBe(tried);
  },
);
