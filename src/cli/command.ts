import type { Command } from "commander";
import type { Context } from "./context.js";
import { takeEnvFile } from "./env-file.js";
import type { GlobalOptions } from "./global-options.js";
import type { Said } from "./language.js";

/** What a command does. `options` are its own and the global ones, `args` what is left on the command line. */
export type Run<Options> = (
  context: Context,
  options: Options,
  args: readonly string[],
) => Promise<number>;

/** Adds commands to the program without loading what they do. */
export class Registrar {
  readonly #context: Context;
  readonly #argv: readonly string[] | undefined;
  /** What the command that ran ended with. */
  exitCode = 0;

  /** @param argv - The command line; without one, every command there is gets made. */
  constructor(context: Context, argv?: readonly string[]) {
    this.#context = context;
    this.#argv = argv;
  }

  /** Picks the text of the person's language. */
  say(said: Said): string {
    return this.#context.say(said);
  }

  /** Adds a group of commands, `khipu payments`. Its commands are made only for a command line that names it. */
  group(parent: Command, name: string, description: Said, fill: (group: Command) => void): void {
    const group = parent.command(name).description(this.say(description));
    if (this.#argv === undefined || this.#argv.includes(name)) fill(group);
  }

  /**
   * Adds a command; its module is loaded when it runs.
   *
   * @param usage - Its name and arguments, `get <payment-id>`.
   */
  command<Options>(
    parent: Command,
    usage: string,
    description: Said,
    load: () => Promise<{ readonly run: Run<Options> }>,
  ): Command {
    const command = parent.command(usage).description(this.say(description));
    return command.action(async () => {
      const { run } = await load();
      const options = command.optsWithGlobals<Options & GlobalOptions>();
      await takeEnvFile(this.#context, options);
      this.exitCode = await run(this.#context, options, command.args);
    });
  }
}
