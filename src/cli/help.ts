import type { Argument, Command, Option } from "commander";
import type { Context } from "./context.js";
import { widthOf } from "./io.js";
import type { Said } from "./language.js";

/** The headings of help, by the words that the parser has for them. */
const HEADINGS: Readonly<Record<string, Said>> = {
  "Usage:": { en: "Usage:", es: "Uso:" },
  "Arguments:": { en: "Arguments:", es: "Argumentos:" },
  "Options:": { en: "Options:", es: "Opciones:" },
  "Global Options:": { en: "Options of every command:", es: "Opciones de todos los comandos:" },
  "Commands:": { en: "Commands:", es: "Comandos:" },
};
const SHOW_HELP: Said = { en: "show this help", es: "muestra esta ayuda" };

/** Makes the program, and all commands that are added to it later, show help in the person's language. */
export function speak(program: Command, context: Context): void {
  const { style } = context;
  program
    .helpOption("-h, --help", context.say(SHOW_HELP))
    .helpCommand("help [command]", context.say(SHOW_HELP))
    .configureHelp({
      showGlobalOptions: true,
      // Those of the program alone: what `khipu simulator` takes says nothing to `khipu simulator pay`.
      visibleGlobalOptions: (command) =>
        command === program ? [] : program.options.filter(({ hidden }) => !hidden),
      helpWidth: Math.min(widthOf(context.stdout), 100),
      styleTitle: (title) => style.bold(context.say(HEADINGS[title] ?? { en: title, es: title })),
      styleCommandText: (text) => style.cyan(text),
      styleSubcommandText: (text) => style.cyan(text),
      styleOptionText: (text) => style.green(text),
      optionDescription: (option) => described(option),
      argumentDescription: (argument) => described(argument),
    });
}

/** What can be chosen, and what holds when nothing is: in a form that reads the same in every language. */
function described({ description, argChoices, defaultValue }: Option | Argument): string {
  const notes = [
    ...(argChoices ? [argChoices.join("|")] : []),
    ...(typeof defaultValue === "string" || typeof defaultValue === "number"
      ? [`= ${defaultValue}`]
      : []),
  ];
  return notes.length > 0 ? `${description} (${notes.join(", ")})` : description;
}
