import { VERSION } from "../version.js";
import { Context } from "./context.js";
import { peek, refuseSecrets } from "./global-options.js";
import type { Io } from "./io.js";

/**
 * Runs one command line, without the program's own name, and resolves to the exit code. It never rejects.
 *
 * Everything that takes time to load is loaded when it is needed.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const context = new Context(io, peek(argv));
  try {
    if (argv[0] === "--version" || argv[0] === "-V") {
      context.print(VERSION);
      context.printJson({ version: VERSION });
      return 0;
    }
    refuseSecrets(argv);
    const { runProgram } = await import("./program.js");
    return await runProgram(argv, context);
  } catch (error) {
    const { report } = await import("./errors.js");
    return report(error, context);
  }
}
