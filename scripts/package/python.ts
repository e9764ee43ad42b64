import { join } from "node:path";
import { ROOT } from "../specs.js";
import { run } from "./run.js";

/** Makes a Python of its own that has these packages, and tells where it is. */
export function pythonWith(venv: string, packages: readonly string[]): string {
  run(ROOT, "python3", "-m", "venv", venv);
  const python = join(venv, "bin/python");
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  run(ROOT, python, ...install, ...packages);
  return python;
}
