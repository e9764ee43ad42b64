import { join } from "node:path";
import { PACKAGES } from "../packages.js";
import { run } from "./run.js";

/** A packed package. */
export interface Packed {
  readonly name: string;
  readonly tarball: string;
}

/** Packs each of our packages as it is built now; npm is not to build it once more. */
export function packOurs(into: string): Packed[] {
  return PACKAGES.map(({ name, folder }) => pack(into, name, folder));
}

function pack(into: string, name: string, folder: string): Packed {
  const flags = ["--ignore-scripts", "--loglevel", "error"];
  const tarball = run(into, "npm", "pack", folder, ...flags).trim();
  return { name, tarball: join(into, tarball) };
}
