import { spawn } from "node:child_process";
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";

/** A copy of the repository in which anything may be tried. */
export interface Scratch {
  readonly root: string;
  /** Runs a program of Node's in it. */
  run(program: string, ...args: readonly string[]): Promise<Outcome>;
  /** Puts changed files into the repository: all of them, or none. */
  moveIn(paths: readonly string[]): Promise<string[]>;
  remove(): Promise<void>;
}

/** How a program ended, and what it said. */
export interface Outcome {
  readonly isGood: boolean;
  readonly output: string;
}

/** Made by tools, or for one machine. */
const LEFT_OUT = new Set(["node_modules", "dist", "coverage", ".cache", ".git", ".next"]);

/** Copies the repository at `origin`. */
export async function makeScratch(origin: string): Promise<Scratch> {
  const root = await mkdtemp(join(tmpdir(), "khipu-spec-"));
  const modules: string[] = [];
  await cp(origin, root, {
    recursive: true,
    filter: (path) => {
      if (basename(path) === "node_modules") modules.push(relative(origin, path));
      return path === origin || !LEFT_OUT.has(basename(path));
    },
  });
  for (const path of modules) await symlink(join(origin, path), join(root, path));
  const before = (path: string) => readFile(join(origin, path)).catch(() => undefined);
  const scratch: Scratch = {
    root,
    run: (program, ...args) => run(root, program, args),
    moveIn: async (paths) => {
      const changed: string[] = [];
      for (const path of paths) {
        const [old, now] = [await before(path), await readFile(join(root, path))];
        if (old?.equals(now) !== true) changed.push(path);
      }
      await swapIn(root, origin, changed);
      return changed;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
  // Some tests ask Git which files there are.
  await run(root, "git", ["init", "--quiet"]);
  // The repository ignores folders of that name; here they are links.
  await mkdir(join(root, ".git/info"), { recursive: true });
  await writeFile(join(root, ".git/info/exclude"), "node_modules\n");
  return scratch;
}

function run(cwd: string, program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.once("error", (error) => resolve({ isGood: false, output: String(error) }));
    child.once("close", (code) => resolve({ isGood: code === 0, output }));
  });
}

/**
 * Replacing a file by a rename cannot end half-way; when one of several fails, the ones before it are
 * taken back.
 */
async function swapIn(from: string, into: string, paths: readonly string[]): Promise<void> {
  // On the same file system as what is replaced.
  await mkdir(join(into, ".cache"), { recursive: true });
  const staging = await mkdtemp(join(into, ".cache/spec-update-"));
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const [index, path] of paths.entries()) {
      const [fresh, old] = [join(staging, `new${index}`), join(staging, `old${index}`)];
      await copyFile(join(from, path), fresh);
      const wasThere = await isCopied(join(into, path), old);
      undo.push(() => (wasThere ? rename(old, join(into, path)) : rm(join(into, path))));
    }
    for (const [index, path] of paths.entries()) {
      await mkdir(dirname(join(into, path)), { recursive: true });
      await rename(join(staging, `new${index}`), join(into, path));
    }
  } catch (error) {
    for (const takeBack of undo) await takeBack().catch(() => undefined);
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Whether there was a file to copy. */
async function isCopied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch {
    return false;
  }
}
