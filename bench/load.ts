import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Imports a package as a program in a folder would: a module finds what is installed beside it, so one is put there. */
export async function loadFrom(folder: string, module: string): Promise<unknown> {
  const loader = join(folder, "loader.mjs");
  writeFileSync(loader, "export const load = (name) => import(name);\n");
  const { load } = (await import(pathToFileURL(loader).href)) as {
    load: (name: string) => Promise<unknown>;
  };
  return load(module);
}
