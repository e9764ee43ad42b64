import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../specs.js";

/** A folder outside the repository in which the packed package is installed, as its users install it. */
export interface Lab {
  readonly folder: string;
  readonly tarball: string;
  /** The installed package. */
  readonly installed: string;
}

/** What the package depends on. Packed from node_modules, so that installing needs no network. */
const DEPENDENCIES = ["openapi-fetch", "openapi-typescript-helpers"];

/** Packs `dist` as it is now, and installs it and its dependencies into a new folder. */
export function openLab(): Lab {
  const folder = mkdtempSync(join(tmpdir(), "khipu-sdk-"));
  pack(folder, ROOT);
  for (const name of DEPENDENCIES) pack(folder, join(ROOT, "node_modules", name));
  const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const tarballOf = (name: string) =>
    `file:./${tarballs.find((file) => file.startsWith(name)) ?? ""}`;
  const manifest = {
    private: true,
    dependencies: { "khipu-sdk": tarballOf("khipu-sdk-") },
    overrides: Object.fromEntries(DEPENDENCIES.map((name) => [name, tarballOf(`${name}-`)])),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  npm(folder, "install", "--offline", "--no-audit", "--no-fund", "--cache", join(folder, ".npm"));
  // The consumers in TypeScript bring the types of Node, as a shop does.
  mkdirSync(join(folder, "node_modules/@types"));
  symlinkSync(join(ROOT, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
  cpSync(join(ROOT, "test/consumers"), join(folder, "consumers"), { recursive: true });
  const installed = join(folder, "node_modules/khipu-sdk");
  return {
    folder,
    installed,
    tarball: join(folder, tarballOf("khipu-sdk-").slice("file:./".length)),
  };
}

/** Removes the folder. */
export function closeLab({ folder }: Lab): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a program to its end and returns what it printed; when it fails, all of that is the error. */
export function run(cwd: string, command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      stdio: "pipe",
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const said = (stdout + stderr).trim();
    throw new Error(`${[command, ...args].join(" ")}\n${said}`, { cause: error });
  }
}

/** The path of a program of the repository's own node_modules. */
export function program(name: string): string {
  return join(ROOT, "node_modules/.bin", name);
}

function pack(into: string, packageFolder: string): void {
  npm(into, "pack", packageFolder);
}

function npm(cwd: string, ...args: readonly string[]): void {
  run(cwd, "npm", ...args, "--ignore-scripts", "--loglevel", "error");
}
