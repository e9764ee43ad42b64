import { type Command, Option } from "commander";
import type { Registrar } from "../command.js";
import { type Field, flagOf } from "../fields.js";

/** Adds an option for every field of a request, and `--from`. */
export function addFields(
  command: Command,
  fields: Readonly<Record<string, Field>>,
  registrar: Registrar,
): Command {
  for (const [name, { about, kind, isRequired, byDefault }] of Object.entries(fields)) {
    const value = kind === "flag" ? "" : ` <${kind === "amount" ? "amount" : "text"}>`;
    const mark = isRequired ? (byDefault === undefined ? " *" : ` (${byDefault})`) : "";
    command.addOption(new Option(flagOf(name) + value, registrar.say(about) + mark));
  }
  return command.option(
    "--from <file>",
    registrar.say({
      en: "a JSON file with these fields, or - for standard input; * is required here or there",
      es: "un archivo JSON con estos campos, o - para la entrada estándar; * es obligatorio aquí o allá",
    }),
  );
}

/** Adds the options of a wait. */
export function addWaiting(command: Command, registrar: Registrar): Command {
  return command
    .option(
      "--timeout <time>",
      registrar.say({
        en: "how long to wait, e.g. 90s, 10m, 2h (10m)",
        es: "cuánto esperar, p. ej. 90s, 10m, 2h (10m)",
      }),
    )
    .option(
      "--interval <time>",
      registrar.say({
        en: "the first pause between two looks (2s)",
        es: "la primera pausa entre dos miradas (2s)",
      }),
    );
}

/** Adds `--yes`. */
export function addYes(command: Command, registrar: Registrar): Command {
  return command.option(
    "-y, --yes",
    registrar.say({ en: "do not ask, do it", es: "no preguntes, hazlo" }),
  );
}

/** Adds `--qr`. */
export function addQr(command: Command, registrar: Registrar): Command {
  return command
    .option(
      "--qr",
      registrar.say({
        en: "show a QR code of the page, also where there is no terminal",
        es: "muestra un código QR de la página, también sin terminal",
      }),
    )
    .option("--no-qr", registrar.say({ en: "show no QR code", es: "no muestra el código QR" }));
}
