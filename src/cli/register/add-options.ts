import { type Command, Option } from "commander";
import type { Registrar } from "../command.js";
import type { OptionRow } from "./webhook-options.js";

/** Adds the options of a table to a command. */
export function addOptions(
  command: Command,
  rows: readonly OptionRow[],
  registrar: Registrar,
): void {
  for (const { flags, said, preset, choices, isList, isRequired = false } of rows) {
    const option = new Option(flags, registrar.say(said)).makeOptionMandatory(isRequired);
    if (preset !== undefined) option.default(preset);
    if (choices !== undefined) option.choices(choices.split(" "));
    if (isList) {
      option.argParser((value, before?: readonly string[]) => [...(before ?? []), value]);
    }
    command.addOption(option);
  }
}
