/**
 * `npm run release:check [-- --tag v1.2.3]`: builds and packs what would be published, and looks into the tarballs. It
 * leaves them in `.cache/packages`, and beside them what a release shows: `sizes.md` and `sbom.json`.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { contentProblems, filesUnder } from "./package/content.js";
import { run } from "./package/run.js";
import { sbomOf } from "./package/sbom.js";
import { type Manifest, manifestOf, type Package, PACKAGES, SDK } from "./packages.js";
import { ROOT } from "./specs.js";

/** What nobody installs a package for. */
const NOT_PUBLISHED = /(^|\/)(tests?|scripts|node_modules|\.cache)\/|\.(test|spec)\.|\.map$|\.tgz$/;

const { values } = parseArgs({ options: { tag: { type: "string" } } });
const { version } = manifestOf(SDK);
const packed = join(ROOT, ".cache/packages");
const scratch = mkdtempSync(join(tmpdir(), "khipu-release-"));
let failures = 0;
try {
  main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

function main(): void {
  check("the changelog tells of this version", changelogProblems());
  if (values.tag !== undefined) check("the tag is the version", tagProblems(values.tag));
  run(ROOT, "npm", "run", "pack");
  const rows = PACKAGES.map((of) => {
    const tarball = join(packed, `${of.name}-${version}.tgz`);
    const folder = unpacked(of, tarball);
    check(`${of.name} is whole, and holds nothing else`, packageProblems(folder));
    const files = filesUnder(folder);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return `| ${of.name} | ${statSync(tarball).size} | ${bytes} | ${files.length} |`;
  });
  const head = "| package | packed, bytes | installed, bytes | files |\n| --- | --- | --- | --- |";
  writeFileSync(join(packed, "sizes.md"), `${head}\n${rows.join("\n")}\n`);
  writeFileSync(join(packed, "sbom.json"), sbomOf(version));
}

function changelogProblems(): string[] {
  const headings = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8").match(/^## .*$/gm) ?? [];
  const isThere = headings.some((heading) => heading.split(" ")[1] === version);
  return isThere ? [] : [`CHANGELOG.md has no heading "## ${version}"`];
}

function tagProblems(tag: string): string[] {
  return tag === `v${version}` ? [] : [`the tag is ${tag}, and package.json says ${version}`];
}

function unpacked({ name }: Package, tarball: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  run(ROOT, "tar", "-xzf", tarball, "-C", folder, "--strip-components=1");
  return folder;
}

function packageProblems(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const paths = filesUnder(folder).map(({ path }) => path);
  return [
    ...(manifest.version === version ? [] : [`its version is ${manifest.version}`]),
    ...contentProblems(folder),
    ...paths.filter((path) => NOT_PUBLISHED.test(path)).map((path) => `${path} is published`),
    ...targetsOf(manifest)
      .filter((target) => !target.includes("*") && !existsSync(join(folder, target)))
      .map((target) => `package.json names ${target}, which is not there`),
    ...Object.entries(manifest.dependencies ?? {})
      .filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))
      .map(([name, range]) => `it depends on ${name} at ${range}, which nobody else can install`),
  ];
}

/** Every file that package.json promises. */
function targetsOf({ exports, bin = {} }: Manifest): string[] {
  const targets = Object.values(exports).flatMap((entry) => {
    if (typeof entry === "string") return [entry];
    return [entry.import, entry.require].flatMap((one) => (one ? [one.types, one.default] : []));
  });
  return [...targets, ...Object.values(bin)];
}

function check(what: string, problems: readonly string[]): void {
  if (problems.length === 0) {
    console.log(`release: ok      ${what}`);
    return;
  }
  failures += 1;
  console.error(`release: FAILED  ${what}\n  ${problems.join("\n  ")}`);
}
