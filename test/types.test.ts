import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../scripts/specs.js";

const FOLDER = "test/types";
const FILES = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith(".test-d.ts"));

// What they say of types is held by `npm run types`, and so by `npm run check`: here it would be compiled once more.
describe("the files of types", () => {
  test("are among those that npm run types compiles", () => {
    const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as unknown;
    const { include, exclude } = read("tsconfig.json") as Record<string, string[]>;

    expect(FILES.length).toBeGreaterThan(5);
    expect(include).toContain("test");
    expect(exclude?.filter((path) => FOLDER.startsWith(path))).toEqual([]);
    expect(exclude?.filter((path) => path.includes("*"))).toEqual([]);
    expect(read("package.json")).toHaveProperty(
      "scripts.types",
      expect.stringMatching(/^tsc -p tsconfig\.json &&/),
    );
  });

  test.each(FILES)("%s expects no error but for a reason that it tells", (name) => {
    const lines = readFileSync(join(ROOT, FOLDER, name), "utf8").split("\n");

    expect(lines.filter((line) => /@ts-expect-error\s*$/.test(line))).toEqual([]);
  });
});
