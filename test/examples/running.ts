import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Settings } from "../support/settings.js";

const START_LIMIT_MS = 60_000;

/** A program to start, in a folder. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** A started example. */
export interface Running {
  readonly url: string;
  /** All that it printed so far. */
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

/** Starts a program that serves, and waits until it answers. */
export async function serve(program: Program, settings: Settings): Promise<Running> {
  const { command, args, cwd } = program;
  const child = spawn(command, args, { cwd, env: { ...process.env, ...settings } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (output += data.toString()));
  }
  child.once("error", (error) => (output += String(error)));
  const url = settings["PUBLIC_URL"] ?? "";
  const running = { url, output: () => output, close: () => stop(child) };
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return running;
    await sleep(100);
  }
  await running.close();
  throw new Error(`it did not start:\n${output}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), 5000);
  await ended;
  clearTimeout(patience);
}
