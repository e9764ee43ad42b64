import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT } from "../specs.js";

/** The release of openapi-generator, and the hash of its archive. `openapitools.json` names it too. */
export const GENERATOR = {
  version: "7.23.0",
  sha256: "cb087e40001e31eb08ef6140dd5de10938dbeb89016a1fe0481eaa25cd569026",
} as const;

/** Where the archive is kept, relative to the repository; `openapitools.json` says the same. */
export const STORAGE = ".cache/openapi-generator";

const FETCHER = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

/** What openapi-generator said, and whether it was content. */
export interface Said {
  readonly isGood: boolean;
  readonly output: string;
}

/** Runs openapi-generator through its npm wrapper, which finds the archive where `openapitools.json` says. */
export function runGenerator(...args: readonly string[]): Said {
  const require = createRequire(import.meta.url);
  const wrapper = dirname(require.resolve("@openapitools/openapi-generator-cli/package.json"));
  const program = [join(wrapper, "main.js"), "--openapitools", join(ROOT, "openapitools.json")];
  return said(process.execPath, [...program, ...args]);
}

/**
 * Fetches openapi-generator by Maven, once, and checks it against its hash.
 *
 * @throws {Error} when there is no Java or no Maven, or the archive is another one.
 */
export function ensureGenerator(): void {
  need("java", "openjdk-17-jre-headless");
  const archive = join(ROOT, STORAGE, `openapi-generator-cli-${GENERATOR.version}.jar`);
  if (!existsSync(archive)) fetchArchive(join(ROOT, STORAGE));
  const sha256 = createHash("sha256").update(readFileSync(archive)).digest("hex");
  if (sha256 !== GENERATOR.sha256) {
    throw new Error(`${archive} is not the archive that was pinned: its sha256 is ${sha256}`);
  }
}

function fetchArchive(folder: string): void {
  need("mvn", "maven");
  mkdirSync(folder, { recursive: true });
  const artifact = `org.openapitools:openapi-generator-cli:${GENERATOR.version}:jar`;
  const options = [`-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
  const { isGood, output } = said("mvn", ["-B", "-q", FETCHER, ...options]);
  if (!isGood) throw new Error(`Maven could not fetch openapi-generator:\n${output}`);
}

function need(program: string, debianPackage: string): void {
  const { error } = spawnSync(program, ["-version"]);
  if (error) throw new Error(`there is no ${program}: install it (Debian: ${debianPackage})`);
}

function said(program: string, args: readonly string[]): Said {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { isGood: status === 0, output: error ? String(error) : `${stdout}${stderr}`.trim() };
}
