import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { Program } from "./builds.js";
import type { Ask } from "./lifecycle.js";

/** A program that does what it is told, line by line. */
export interface Driver {
  readonly ask: Ask;
  /** Resolves when it has ended. */
  close(): Promise<void>;
}

/** Compilers and virtual machines take their time before the first answer. */
const PATIENCE_MS = 120_000;

/** Starts a program that answers every line, a JSON list of texts, with another. */
export function startDriver(
  { command, args, cwd }: Program,
  env: Readonly<Record<string, string>>,
): Driver {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const complaints = text(child.stderr);
  const ended = once(child, "close");
  const silence = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  // What it could not be told is told by the answer that does not come.
  child.stdin.on("error", () => undefined);
  return {
    async ask(...words) {
      child.stdin.write(`${JSON.stringify(words)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`${command} has ended: ${await complaints}`);
      silence.refresh();
      return JSON.parse(line.value) as string[];
    },
    async close() {
      child.stdin.end();
      await ended;
      clearTimeout(silence);
    },
  };
}
