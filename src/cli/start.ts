import { processIo } from "./io.js";
import { main } from "./main.js";

/** Runs one command line in this process, and ends the process with its exit code. */
export async function start(argv: readonly string[]): Promise<void> {
  process.exitCode = await main(argv, processIo());
  // Once all is written. Left to itself, Node first waits for what it compiles in the background for `fetch`.
  process.stdout.write("", () => process.stderr.write("", () => process.exit()));
}
