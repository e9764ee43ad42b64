import { Argument, type Command } from "commander";
import type { Registrar } from "../command.js";
import { SHELLS } from "../completion/shells.js";

/**
 * Adds `completion`.
 *
 * @param makeWhole - Makes the program with every command there is.
 */
export function registerCompletion(
  program: Command,
  registrar: Registrar,
  makeWhole: () => Command,
): void {
  const said = {
    en: "print what makes a shell complete khipu's commands and options",
    es: "escribe lo que hace que una consola complete los comandos y opciones de khipu",
  };
  registrar
    .command(program, "completion", said, async () => {
      const { completing } = await import("../commands/completion.js");
      return { run: completing(makeWhole()) };
    })
    .addArgument(
      new Argument("<shell>", registrar.say({ en: "your shell", es: "tu consola" })).choices(
        SHELLS,
      ),
    );
}
