import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./specs.js";

/** A package that is published. All are made from the same sources, and have the same version. */
export interface Package {
  readonly name: string;
  /** The folder that is packed: where its package.json is. */
  readonly folder: string;
  /** Where it is built. */
  readonly dist: string;
}

/** What package.json says of one entry and one way to load it. */
export interface Target {
  readonly types: string;
  readonly default: string;
}

/** As much of a package.json as is read here. */
export interface Manifest {
  readonly version: string;
  /** The SDK has none: what it needs is bundled. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { import?: Target; require?: Target }>>;
}

/** What a shop runs. */
export const SDK: Package = packageAt("khipu-sdk", ROOT);

/** What only development needs, so that no server installs it: the simulator and the command line. Runs on Node alone. */
export const SIMULATOR: Package = packageAt("khipu-simulator", join(ROOT, "packages/simulator"));

/** In the order in which they have to be published: the second depends on the first. */
export const PACKAGES: readonly Package[] = [SDK, SIMULATOR];

/** The package.json of a package. */
export function manifestOf({ folder }: Package): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function packageAt(name: string, folder: string): Package {
  return { name, folder, dist: join(folder, "dist") };
}
