import { type Argument, type Command, Help, type Option } from "commander";
import type { Context } from "./context.js";
import { widthOf } from "./io.js";
import type { Said } from "./language.js";
import { wrapped } from "./wrapped.js";

/** The headings of help, by the words that the parser has for them. */
const HEADINGS: Readonly<Record<string, Said>> = {
  "Usage:": { en: "Usage:", es: "Uso:" },
  "Arguments:": { en: "Arguments:", es: "Argumentos:" },
  "Options:": { en: "Options:", es: "Opciones:" },
  "Global Options:": { en: "Options of every command:", es: "Opciones de todos los comandos:" },
  "Commands:": { en: "Commands:", es: "Comandos:" },
};
/** Below this the parser does not break lines, and the terminal breaks words. */
const LEAST_ROOM = 42;
const ITEM_INDENT = "  ";
const TEXT_INDENT = "      ";
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
      formatItem: (term, termWidth, description, helper) =>
        itemOf({ term, termWidth, description }, helper),
      styleTitle: (title) => style.bold(context.say(HEADINGS[title] ?? { en: title, es: title })),
      styleCommandText: (text) => style.cyan(text),
      styleSubcommandText: (text) => style.cyan(text),
      styleOptionText: (text) => style.green(text),
      optionDescription: (option) => described(option),
      argumentDescription: (argument) => described(argument),
    });
}

/** A command or an option. Beside a long one nothing is readable on a narrow terminal: what it is comes under it. */
function itemOf({ term, termWidth, description }: Item, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  const isNarrow = width - termWidth - ITEM_INDENT.length < LEAST_ROOM;
  if (description === "" || !isNarrow) {
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  }
  const lines = wrapped(description, width - TEXT_INDENT.length);
  return [ITEM_INDENT + term, ...lines.map((line) => TEXT_INDENT + line)].join("\n");
}

interface Item {
  readonly term: string;
  readonly termWidth: number;
  readonly description: string;
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
