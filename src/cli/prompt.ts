import { Interrupted, type Io } from "./io.js";

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const BACKSPACE = new Set(["\b", "\x7f"]);
const END = new Set(["\r", "\n"]);

/** Asks on standard error, so that standard output stays a result, and reads one line. */
export async function ask(io: Io, question: string, isSecret: boolean): Promise<string> {
  const { stdin, stderr, signal } = io;
  stderr.write(`${question} `);
  // Raw: the terminal shows nothing of what is typed, and hands over Ctrl-C as a character.
  if (isSecret) stdin.setRawMode?.(true);
  try {
    return await readLine(io, signal);
  } finally {
    if (isSecret) {
      stdin.setRawMode?.(false);
      stderr.write("\n");
    }
    stdin.pause();
  }
}

function readLine({ stdin }: Io, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = "";
    const end = (act: () => void) => {
      stdin.off("data", read).off("end", close);
      signal.removeEventListener("abort", stop);
      act();
    };
    const stop = () => end(() => reject(new Interrupted()));
    const close = () => end(() => resolve(line));
    const read = (chunk: Buffer | string) => {
      for (const char of chunk.toString("utf8")) {
        if (END.has(char)) {
          close();
          return;
        }
        if (char === CTRL_C || (char === CTRL_D && line === "")) {
          stop();
          return;
        }
        line = BACKSPACE.has(char) ? line.slice(0, -1) : line + char;
      }
    };
    signal.addEventListener("abort", stop, { once: true });
    stdin.on("data", read).on("end", close);
    stdin.resume();
    if (signal.aborted) stop();
  });
}
