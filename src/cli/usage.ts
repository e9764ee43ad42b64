import { fieldsOf } from "../fields.js";
import { UsageError } from "./cli-error.js";
import { EXIT } from "./exit-code.js";
import type { Said } from "./language.js";

interface ParseError {
  readonly code: string;
  readonly exitCode: number;
  readonly message: string;
}

/** What the parser complains of, in our words; `name` is the option, argument or command it is about. */
const COMPLAINTS: Readonly<Record<string, (name: string) => Said>> = {
  "commander.unknownOption": (name) => ({
    en: `there is no option ${name}`,
    es: `no existe la opción ${name}`,
  }),
  "commander.unknownCommand": (name) => ({
    en: `there is no command ${name}`,
    es: `no existe el comando ${name}`,
  }),
  "commander.missingArgument": (name) => ({
    en: `the argument ${name} is missing`,
    es: `falta el argumento ${name}`,
  }),
  "commander.optionMissingArgument": (name) => ({
    en: `${name} needs a value`,
    es: `${name} necesita un valor`,
  }),
  "commander.missingMandatoryOptionValue": (name) => ({
    en: `${name} is missing`,
    es: `falta ${name}`,
  }),
  "commander.excessArguments": () => ({
    en: "there are too many arguments",
    es: "hay demasiados argumentos",
  }),
  "commander.invalidArgument": (name) => ({
    en: `${name} does not take this value`,
    es: `${name} no acepta ese valor`,
  }),
  "commander.conflictingOption": (name) => ({
    en: `${name} does not go together with another option that was given`,
    es: `${name} no se puede combinar con otra opción indicada`,
  }),
};

/**
 * Turns what the parser throws into a complaint in the person's language.
 *
 * @returns an exit code when the parser only showed help, `undefined` when it is not the parser's error.
 */
export function usageErrorOf(error: unknown): UsageError | number | undefined {
  const { code, exitCode, message } = fieldsOf<ParseError>(error);
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  if (!code.startsWith("commander.")) return undefined;
  if (exitCode === 0) return EXIT.ok;
  if (code === "commander.help") return EXIT.usage;
  const complain = COMPLAINTS[code];
  // `--name=value` is told without its value, which may be something secret in the wrong place.
  const [, name = ""] = /'([^'=]*)/.exec(message) ?? [];
  return new UsageError(complain ? complain(name) : { en: message, es: message }, remedy(message));
}

function remedy(message: string): Said {
  const [, meant] = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message) ?? [];
  const [, choices] = /Allowed choices are (.+)\.$/.exec(message) ?? [];
  if (meant) return { en: `Did you mean ${meant}?`, es: `¿Querías decir ${meant}?` };
  if (choices) return { en: `Choose one of ${choices}.`, es: `Elige entre ${choices}.` };
  return { en: "--help shows what there is.", es: "--help muestra lo que hay." };
}
