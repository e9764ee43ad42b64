import { describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { manifestOf, PACKAGES, SIMULATOR } from "../scripts/packages.js";
import { ROOT } from "../scripts/specs.js";
import { VERSION } from "../src/version.js";

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const lock = JSON.parse(read("package-lock.json")) as {
  readonly version: string;
  readonly packages: Readonly<Record<string, { resolved?: string; version?: string }>>;
};
/** What is in the repository, or would be with the next commit. */
const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
  cwd: ROOT,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
})
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(ROOT, path)));

/** Written so that none finds itself. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["the path of a person's folder", /\/(?:roo[t]|home\/\w+|Users\/\w+)\//],
  ["the path of a work tree", /\/wor[k]\/(?:main|shared|\.)/],
  ["a folder that no clone has", /\.\.\/(?:share[d]|\.librar[y])\//],
  ["a program that no clone has", /\bfar[m]-[a-z]/],
  ["the address of a registry of packages", /\/\/[\w.-]*(?:registr[y]|pyp[i]|mave[n])[\w.-]*[/.]/],
  [
    "the address of a mirror of packages",
    /\/\/[\w.-]*(?:artifactor[y]|nexu[s]|mirro[r])[\w.-]*[/.]/,
  ],
  ["a credential of a registry", /_aut[h]Token/],
  ["a private key", /-----BEGIN (?:[A-Z]+ )?PRIVATE KE[Y]-----/],
];

describe("the repository", () => {
  test("has files to look at", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  test.each(FORBIDDEN)("tells nobody %s", (_, forbidden) => {
    const telling = files
      .filter((path) => isText(path) && path !== "package-lock.json")
      .flatMap((path) => linesWith(path, forbidden));

    expect(telling).toEqual([]);
  });

  test.each(
    ["README.md", "README.es.md", "CHANGELOG.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].concat([
      "SECURITY.md",
      "LICENSE",
    ]),
  )("has its %s", (path) => {
    expect(read(path).length).toBeGreaterThan(500);
  });

  test(".ci/run is executable", () => {
    expect(statSync(join(ROOT, ".ci/run")).mode & 0o111).toBe(0o111);
  });

  test("its text ends its lines and files as .editorconfig says", () => {
    const others = files.filter((path) => isHandwritten(path) && !/[^\s]\n$/.test(read(path)));

    expect(others).toEqual([]);
  });
});

describe("package.json", () => {
  test("has the version that the code tells", () => {
    expect(VERSION).toBe(manifest.version);
    expect(lock.version).toBe(manifest.version);
    expect(manifestOf(SIMULATOR)).toMatchObject({
      version: manifest.version,
      dependencies: { "khipu-sdk": manifest.version },
    });
  });

  test("promises the Node that CI runs at least", () => {
    expect(manifest.engines.node).toBe(">=20");
  });

  test.each([
    ...["build", "test", "check", "lint", "format", "format:check", "types", "generate"],
    ...["generate:check", "demo", "bench"],
  ])("has the script %s", (name) => {
    expect(manifest.scripts[name]).toEqual(expect.any(String));
  });

  test.each(PACKAGES)("of $name builds before it is packed", ({ folder }) => {
    const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

    expect(scripts["prepack"]).toMatch(/^npm (?:--prefix \.\.\/\.\. )?run build$/);
  });

  test("names only files that exist in its scripts", () => {
    const named = Object.values(manifest.scripts).flatMap(
      (command) => command.match(/\bscripts\/[\w./-]+\.\w+/g) ?? [],
    );

    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("depends on nothing at run time, and has every version exactly", () => {
    expect(manifest).not.toHaveProperty("dependencies");
    expect(
      Object.values(manifest.devDependencies).filter((at) => !/^\d+\.\d+\.\d+$/.test(at)),
    ).toEqual([]);
  });
});

describe("package-lock.json", () => {
  test("names no registry", () => {
    const resolved = Object.entries(lock.packages).filter(
      ([, { resolved }]) => resolved !== undefined,
    );

    expect(resolved).toEqual([]);
    expect(read("package-lock.json")).not.toMatch(/\/-\/[\w.-]+\.tgz/);
  });
});

function isText(path: string): boolean {
  return !/\.(png|jpe?g|gif|ico|woff2?|pdf|gz|tgz|zip)$/.test(path);
}

function isHandwritten(path: string): boolean {
  return isText(path) && !/^(generated|openapi|test\/fixtures)\//.test(path);
}

function linesWith(path: string, forbidden: RegExp): string[] {
  return read(path)
    .split("\n")
    .flatMap((line, index) =>
      forbidden.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
    );
}
