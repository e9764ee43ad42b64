import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "../../src/simulator/index.js";

const START_LIMIT_MS = 60_000;

/** What every example is told by its environment. */
export type Settings = Readonly<Record<string, string>>;

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

/** The environment of an example that is to take the simulator for Khipu. */
export function settingsFor(simulator: Simulator, port: number): Settings {
  return {
    KHIPU_API_KEY: simulator.apiKey,
    KHIPU_WEBHOOK_SECRET: simulator.webhookSecret,
    KHIPU_RECEIVER_ID: String(simulator.receiverId),
    KHIPU_BASE_URL: simulator.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
  };
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
