import { asMarkdown, type Language, type Said, type Table } from "./tables.js";

/** Where and when something was measured. */
export interface Circumstances {
  readonly node: string;
  readonly machine: string;
  readonly date: string;
  readonly packages: Readonly<Record<string, string>>;
}

const TWINS: Readonly<Record<Language, string>> = {
  en: "[Español](benchmarks.es.md)",
  es: "[English](benchmarks.md)",
};

/** The page of the documentation, in one language. */
export function pageOf(
  tables: readonly Table[],
  circumstances: Circumstances,
  language: Language,
): string {
  const { heading, intro, alt } = TEXTS;
  return [
    `# ${heading[language]}`,
    "",
    TWINS[language],
    "",
    intro(circumstances)[language],
    "",
    `![${alt[language]}](images/benchmarks.svg)`,
    "",
    ...tables.map((table) => asMarkdown(table, language)),
  ].join("\n");
}

const TEXTS = {
  heading: { en: "Benchmarks", es: "Mediciones" },
  alt: {
    en: "Sizes, start-up and times of khipu-sdk beside other packages: shorter is better",
    es: "Tamaños, arranque y tiempos de khipu-sdk junto a otros paquetes: más corto es mejor",
  },
  intro: ({ node, machine, date, packages }: Circumstances): Said => {
    const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
    return {
      en: `\`npm run build && npm run bench -- --markdown\` wrote this page: ${date}, Node ${node}, ${machine}. Everything is measured in one run, out of the packed package as npm gets it, beside ${versions.join(", ")}. Sizes are held by \`npm run check -- package\`; times depend on the machine, and only how they compare means something.`,
      es: `Esta página la escribió \`npm run build && npm run bench -- --markdown\`: ${date}, Node ${node}, ${machine}. Todo se mide en una sola corrida, con el paquete tal como lo recibe npm, junto a ${versions.join(", ")}. Los tamaños los vigila \`npm run check -- package\`; los tiempos dependen de la máquina, y solo dice algo cómo se comparan.`,
    };
  },
};
