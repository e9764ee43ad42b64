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

/** A client of Khipu in Python that others made. */
export const PYTHON_SDK = "khipu-python-sdk==0.4.0";

/** Installs {@link PYTHON_SDK}, and gives the path of the Python that has it. */
export function pythonWithSdk(): string {
  return pythonWith(join(ROOT, ".cache/clients/stranger"), [PYTHON_SDK]);
}
