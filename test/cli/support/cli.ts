import { PassThrough, Writable } from "node:stream";
import type { Io } from "../../../src/cli/io.js";
import { main } from "../../../src/cli/main.js";

/** How a command line is run; nothing of this process's own environment gets in. */
export interface Setting {
  readonly env?: Record<string, string>;
  /** What is piped into it. */
  readonly stdin?: string;
  /** Pretends that all three streams are a terminal. */
  readonly isTerminal?: boolean;
  /** What a person answers, in turn; only on a terminal. */
  readonly answers?: readonly string[];
  readonly signal?: AbortSignal;
  readonly cwd?: string;
}

/** What came of it. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as one JSON value; fails the test when it is anything else. */
  readonly json: unknown;
  /** How often the terminal's echo was turned off. */
  readonly hidden: number;
}

/** Runs the command line in this process, over streams of its own. */
export async function khipu(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const { isTerminal = false, signal = new AbortController().signal } = setting;
  let hidden = 0;
  const stdin = Object.assign(new PassThrough(), {
    isTTY: isTerminal,
    setRawMode: (isRaw: boolean) => {
      if (isRaw) hidden += 1;
    },
  });
  if (!isTerminal) stdin.end(setting.stdin ?? "");
  const answers = [...(setting.answers ?? [])];
  const stdout = sink(isTerminal);
  const stderr = sink(isTerminal, (text) => {
    // A question ends with a space, and nothing else does.
    if (isTerminal && text.endsWith(" ") && answers.length > 0) {
      setImmediate(() => stdin.write(`${answers.shift() ?? ""}\n`));
    }
  });
  const io: Io = {
    env: setting.env ?? {},
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd: setting.cwd ?? process.cwd(),
    signal,
  };
  const code = await main(argv, io);
  return {
    code,
    stdout: stdout.text(),
    stderr: stderr.text(),
    hidden,
    get json(): unknown {
      return JSON.parse(stdout.text()) as unknown;
    },
  };
}

function sink(isTTY: boolean, heard: (text: string) => void = () => undefined) {
  let written = "";
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      written += chunk;
      heard(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 100 }), text: () => written };
}
