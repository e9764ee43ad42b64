import {
  type ClientLanguage,
  commandLineOptions,
  LANGUAGES,
  type Proof,
} from "./client-languages.js";

/** The words of a table of languages, in one human language. */
interface Words {
  readonly head: readonly string[];
  readonly never: string;
  readonly compiled: Readonly<Record<Proof, string>>;
  /** What is known of an amount: read from an answer, or only seen in the source. */
  readonly read: Readonly<Record<Proof, string>>;
}

const WORDS: Readonly<Record<"en" | "es", Words>> = {
  en: {
    head: ["language", "generator", "compiles", "an amount is", "whole lifecycle", "options"],
    never: "none",
    compiled: { lifecycle: "yes", nightly: "yes, nightly", generated: "not tried" },
    read: { lifecycle: "read", nightly: "read", generated: "declared" },
  },
  es: {
    head: ["lenguaje", "generador", "compila", "un monto se", "ciclo completo", "opciones"],
    never: "ninguna",
    compiled: { lifecycle: "sí", nightly: "sí, de noche", generated: "sin probar" },
    read: { lifecycle: "lee", nightly: "lee", generated: "declara" },
  },
};

/** The table of `docs/other-languages.md` in one of its two languages: a list of cells for each row. */
export function languageTable(human: "en" | "es"): string[][] {
  const { head, never, compiled, read } = WORDS[human];
  const as = human === "en" ? "as" : "como";
  const row = ([generator, language]: [string, ClientLanguage]) => {
    const { title, proof, amount } = language;
    const options = commandLineOptions(language);
    return [
      title,
      code(generator),
      compiled[proof],
      `${read[proof]} ${as} ${code(amount)}`,
      compiled[proof],
      options === "" ? never : code(options),
    ];
  };
  return [[...head], ...Object.entries(LANGUAGES).map(row)];
}

function code(text: string): string {
  return `\`${text}\``;
}
