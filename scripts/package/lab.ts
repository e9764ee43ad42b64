import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { SDK, SIMULATOR } from "../packages.js";
import { ROOT } from "../specs.js";
import { type Packed, packOurs } from "./pack.js";
import { run } from "./run.js";

/** A folder outside the repository in which the packed packages are installed, as their users install them. */
export interface Lab {
  readonly folder: string;
  /** Ours. */
  readonly packages: readonly Installed[];
}

/** One of our packages. */
export interface Installed extends Packed {
  readonly path: string;
}

/** Packs what is built, and installs the simulator, which brings the SDK, into a new folder. */
export function openLab(): Lab {
  const folder = mkdtempSync(join(tmpdir(), "khipu-sdk-"));
  const ours = packOurs(folder);
  const files = new Map(ours.map(({ name, tarball }) => [name, `file:./${basename(tarball)}`]));
  const manifest = {
    private: true,
    devDependencies: { [SIMULATOR.name]: files.get(SIMULATOR.name) },
    overrides: Object.fromEntries([...files].filter(([name]) => name !== SIMULATOR.name)),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  const flags = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  run(folder, "npm", "install", ...flags, "--cache", join(folder, ".npm"));
  // The consumers in TypeScript bring the types of Node, as a shop does.
  mkdirSync(join(folder, "node_modules/@types"));
  symlinkSync(join(ROOT, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
  // So is the API of OpenTelemetry, by those who import what reports to it.
  mkdirSync(join(folder, "node_modules/@opentelemetry"));
  const api = "node_modules/@opentelemetry/api";
  symlinkSync(join(ROOT, api), join(folder, api));
  cpSync(join(ROOT, "test/consumers"), join(folder, "consumers"), { recursive: true });
  const packages = ours.map((one) => ({ ...one, path: installedPath(folder, one.name) }));
  return { folder, packages };
}

/** Where a package is installed. */
export function installedPath(folder: string, name = SDK.name): string {
  return join(folder, "node_modules", name);
}

/** Removes the folder. */
export function closeLab({ folder }: Lab): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The path of a program of the repository's own node_modules. */
export function program(name: string): string {
  return join(ROOT, "node_modules/.bin", name);
}
