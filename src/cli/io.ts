/** What the program reads from. */
export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

/** What the program writes to. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>;

/** All that the program knows of the process it runs in, so that tests can hand it something else. */
export interface Io {
  readonly env: Env;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Relative paths start here. */
  readonly cwd: string;
  /** Aborted when a person or the system asks the program to end. */
  readonly signal: AbortSignal;
}

/** How many characters fit on a line. A terminal that does not know says 0. */
export function widthOf({ columns = 0 }: Output): number {
  return columns >= 20 ? columns : 80;
}

/** The real process. A second Ctrl-C ends it at once, whatever it is doing. */
export function processIo(): Io {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => controller.abort(new Interrupted()));
  }
  // `khipu banks | head -1`: whoever reads has had enough, and that is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      controller.abort(new Interrupted());
    });
  }
  const { env, stdin, stdout, stderr } = process;
  return { env, stdin, stdout, stderr, cwd: process.cwd(), signal: controller.signal };
}

/** The reason of an abort that somebody asked for. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("interrupted");
  }
}
