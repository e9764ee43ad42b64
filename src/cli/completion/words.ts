import type { Command, Option } from "commander";

/** What can follow some words of a command line. */
export interface Place {
  /** The words after `khipu`, `payments create`; empty at the start. */
  readonly path: string;
  readonly commands: readonly Word[];
  /** The command's own options and those of every command. */
  readonly options: readonly OptionWord[];
}

/** A word, and what it does. */
export interface Word {
  readonly name: string;
  readonly description: string;
}

/** An option by its long name. */
export interface OptionWord extends Word {
  readonly takesValue: boolean;
  /** What can be chosen; empty when anything goes, or a file. */
  readonly choices: readonly string[];
}

/** Lists what can follow what, over the whole program. */
export function placesOf(program: Command): Place[] {
  const shared = program.options.map(optionWord);
  const placesIn = (command: Command, path: readonly string[]): Place[] => [
    {
      path: path.join(" "),
      commands: command.commands.map((one) => ({
        name: one.name(),
        description: one.description(),
      })),
      options: command === program ? shared : [...command.options.map(optionWord), ...shared],
    },
    ...command.commands.flatMap((one) => placesIn(one, [...path, one.name()])),
  ];
  return placesIn(program, []);
}

function optionWord({ long, short, description, required, argChoices = [] }: Option): OptionWord {
  return { name: long ?? short ?? "", description, takesValue: required, choices: argChoices };
}
