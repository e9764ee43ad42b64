import { describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { khipu } from "../cli/support/cli.js";

const AGENTS = "AGENTS.md";
const SKILL = "packages/simulator/skills/khipu/SKILL.md";
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const { files } = JSON.parse(read("packages/simulator/package.json")) as { files: string[] };

function all(path: string, pattern: RegExp): string[] {
  return [...read(path).matchAll(pattern)].map(([, found = ""]) => found);
}

describe("AGENTS.md", () => {
  test("names only scripts that there are", () => {
    const named = all(AGENTS, /npm run ([a-z:]+)/g);

    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names only files and folders that there are", () => {
    const named = [
      ...all(AGENTS, /\]\(([^)]+)\)/g),
      ...all(AGENTS, /`((?:src|test|packages|docs)\/[\w/.]+)`/g),
    ];

    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

// That its program compiles is a matter of test/readme.test.ts.
describe("the skill", () => {
  test("is shipped, and says in its head when it is of use", () => {
    expect(files).toContain("skills");
    expect(read(SKILL)).toMatch(/^---\nname: khipu\ndescription: .{50,1000}\n---\n/);
  });

  test.each([...new Set(all(SKILL, /npx khipu ([a-z]+(?: [a-z]+)?)/g))])(
    "names a command that there is: khipu %s",
    async (command) => {
      const { code } = await khipu([...command.split(" "), "--help"]);

      expect(code).toBe(0);
    },
  );

  test("names only guides, and names of the packages, that there are", async () => {
    const guides = all(SKILL, /`([\w-]+\.md)`/g);
    const webhooks = Object.keys(await import("../../src/webhooks/index.js"));
    const main = Object.keys(await import("../../src/index.js"));
    const simulator = Object.keys(await import("../../src/simulator/index.js"));

    expect(guides.length).toBeGreaterThan(2);
    expect(guides.filter((page) => !existsSync(join(ROOT, "docs", page)))).toEqual([]);
    expect(webhooks).toEqual(expect.arrayContaining(["webhookHandler", "nodeHandler"]));
    expect(main).toEqual(expect.arrayContaining(["isPaid", "Khipu"]));
    expect(simulator).toContain("startSimulator");
  });
});
