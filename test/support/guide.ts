import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "../../scripts/package/smoke-server.js";
import { ROOT } from "../../scripts/specs.js";
import type { Simulator } from "../../src/simulator/index.js";
import { bundleOf } from "./bundle.js";
import { type Settings, settingsFor } from "./settings.js";
import { fencesOf } from "./fences.js";

/** What the guides have in their `.env`, with a simulator in Khipu's place and a free port of this machine. */
export async function guideSettings(simulator: Simulator): Promise<ReturnType<typeof settingsFor>> {
  return settingsFor(simulator, await freePort());
}

/** How a program of a guide ended. */
export interface Ended {
  readonly code: number | null;
  /** What it printed, and what it complained of. */
  readonly output: string;
}

/** A program of a guide that serves, until its guide is removed. */
export interface Serving {
  /** All that it printed so far. */
  readonly output: () => string;
}

/** The named files of a guide in a folder, with the packages' sources in their place. */
export class Guide {
  readonly #folder = mkdtempSync(join(tmpdir(), "khipu-guide-"));
  readonly #children: ChildProcess[] = [];
  /** By file: what was built for one test serves the next. */
  readonly #built = new Map<string, Promise<string>>();
  readonly #packages: "bundle" | "external";

  /** @param packages The folder of this repository whose `node_modules` the files import from, if they do. */
  constructor(path: string, packages?: string) {
    this.#packages = packages === undefined ? "bundle" : "external";
    if (packages !== undefined) {
      symlinkSync(join(ROOT, packages, "node_modules"), join(this.#folder, "node_modules"));
    }
    const named = fencesOf(path).filter(({ file }) => file !== undefined);
    if (named.length === 0) throw new Error(`${path} names no file`);
    for (const { file = "", code } of named) this.write(file, code);
  }

  /** Puts another file beside them. */
  write(file: string, text: string): void {
    const path = join(this.#folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    this.#built.clear();
  }

  /** Loads a file into this process, for those that are no program but functions: what it exports. */
  async load(file: string): Promise<unknown> {
    return import(pathToFileURL(await this.#build(file)).href);
  }

  /** Runs a file to its end. */
  async run(file: string, settings: Settings, ...args: readonly string[]): Promise<Ended> {
    return follow(await this.#start(file, settings, args)).ended;
  }

  /**
   * Starts a file that serves, and waits until it says so.
   *
   * @param says How, where it prints something else first.
   */
  async serve(file: string, settings: Settings, says = /\n/): Promise<Serving> {
    const child = await this.#start(file, settings);
    const { ended, output, printed } = follow(child, says);
    await Promise.race([printed, ended.then(({ output }) => Promise.reject(new Error(output)))]);
    return { output };
  }

  /** Ends what still serves, and takes the folder away. */
  remove(): void {
    for (const child of this.#children) child.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(file: string, settings: Settings, args: readonly string[] = []) {
    const program = await this.#build(file);
    const { PATH = "" } = process.env;
    // Nothing else of this machine's environment: what a program needs is what its guide names.
    const env = { PATH, ...settings };
    const child = spawn(process.execPath, [program, ...args], { cwd: this.#folder, env });
    this.#children.push(child);
    return child;
  }

  #build(file: string): Promise<string> {
    const into = join(this.#folder, ".built");
    const built = this.#built.get(file) ?? bundleOf(join(this.#folder, file), into, this.#packages);
    this.#built.set(file, built);
    return built;
  }
}

function follow(child: ChildProcess, says = /$/) {
  let output = "";
  const printed = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        output += data.toString();
        if (stream === child.stdout && says.test(output)) resolve();
      });
    }
  });
  const ended = once(child, "close").then(([code]): Ended => ({
    code: code as number | null,
    output,
  }));
  return { ended, printed, output: () => output };
}
