import { afterEach } from "@jest/globals";
import { PassThrough, Writable } from "node:stream";
import { main } from "../../../src/cli/main.js";

/** How a command that goes on until it is ended is started. */
export interface RunningSetting {
  readonly env?: Record<string, string>;
  readonly isTerminal?: boolean;
  readonly cwd?: string;
}

/** A command that goes on until it is ended. */
export interface Running {
  /** Resolves to the match once standard output has it. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  stdout(): string;
  stderr(): string;
  /** Standard output as JSON lines. */
  lines(): Record<string, unknown>[];
  /** Types a line. */
  type(line: string): void;
  /** Ctrl-C; resolves to the exit code. */
  stop(): Promise<number>;
  /** The exit code, once it ends by itself. */
  readonly ended: Promise<number>;
}

const running = new Set<() => Promise<number>>();

afterEach(async () => {
  await Promise.all([...running].map((stop) => stop()));
  running.clear();
});

/** Starts a command in this process, and ends it after the test. */
export function start(argv: readonly string[], setting: RunningSetting = {}): Running {
  const { isTerminal = false, env = {}, cwd = process.cwd() } = setting;
  const controller = new AbortController();
  const stdin = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const watchers = new Set<() => void>();
  const stdout = sink(isTerminal, watchers);
  const stderr = sink(isTerminal, new Set());
  const ended = main(argv, {
    ...{ env, stdin, cwd },
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: controller.signal,
  });
  const stop = () => {
    controller.abort();
    return ended;
  };
  running.add(stop);
  const waitFor = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(stdout.text());
        if (match === null) return;
        watchers.delete(look);
        resolve(match);
      };
      watchers.add(look);
      void ended.then((code) => reject(new Error(`ended with ${code}: ${stderr.text()}`)));
      look();
    });
  return {
    ...{ waitFor, stop, ended, stdout: stdout.text, stderr: stderr.text },
    lines: () => stdout.text().trim().split("\n").map(object),
    type: (line) => stdin.write(`${line}\n`),
  };
}

function object(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>;
}

function sink(isTTY: boolean, watchers: Set<() => void>) {
  let written = "";
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      written += chunk;
      done();
      for (const look of [...watchers]) look();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 100 }), text: () => written };
}
