import type { Said } from "../language.js";

/** One field of a request, and how it is told in help. Its option is its wire name with dashes. */
export interface Field {
  readonly about: Said;
  /** @defaultValue `"text"` */
  readonly kind?: "text" | "amount" | "flag";
  readonly isRequired?: boolean;
  /** Sent when nothing else is said. */
  readonly byDefault?: string;
}

/** Every field that a request has: one that is added to the API does not compile until it is added here. */
export type Fields<Params> = Readonly<Record<keyof Params & string, Field>>;

/** `payer_email` as an option: `--payer-email`. */
export function flagOf(name: string): string {
  return `--${name.replaceAll("_", "-")}`;
}

/** `payer_email` as the parser keeps it: `payerEmail`. */
export function optionOf(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Describes a text field in both languages. */
export function text(en: string, es: string, more: Omit<Field, "about"> = {}): Field {
  return { about: { en, es }, ...more };
}

/** Describes a field that must be there. */
export function required(en: string, es: string, more: Omit<Field, "about"> = {}): Field {
  return { about: { en, es }, isRequired: true, ...more };
}

/** Describes a field that is on or off. */
export function flag(en: string, es: string): Field {
  return { about: { en, es }, kind: "flag" };
}
