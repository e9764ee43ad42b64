import type { CliField } from "../../generated/instant-payments.v3/cli-fields.js";

/** One field of a request, and how it is told in help. Its option is its wire name with dashes. */
export type Field = CliField;

/** The fields that a request takes as options: those whose words have a text for them. */
export type Fields<Params> = Readonly<Partial<Record<keyof Params & string, Field>>>;

/** `payer_email` as an option: `--payer-email`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll("_", "-")}`;
}

/** `payer_email` as the parser keeps it: `payerEmail`. */
export function optionOf(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
