import { posix } from "node:path";
import type { Page } from "./guides.js";
import { HOME_OF, type Language } from "./places.js";

/** One line of a menu, as VitePress takes it. */
export interface Item {
  readonly text: string;
  readonly link?: string;
  readonly items?: readonly Item[];
}

const LINK = /\[([^\]]+)\]\(\.\/([^)]+\.md)\)/g;
const WORDS = {
  en: {
    start: "Start",
    guides: "Guides",
    examples: "Examples",
    frameworks: "Your framework",
    entries: "Entries",
  },
  es: {
    start: "Empezar",
    guides: "Guías",
    examples: "Ejemplos",
    frameworks: "Tu framework",
    entries: "Entradas",
  },
} as const;
/** The kinds of a module's exports, by the folder that TypeDoc puts them in; the order is that of the menu. */
const KINDS = {
  functions: { en: "Functions", es: "Funciones" },
  classes: { en: "Classes", es: "Clases" },
  interfaces: { en: "Interfaces", es: "Interfaces" },
  "type-aliases": { en: "Types", es: "Tipos" },
  variables: { en: "Constants", es: "Constantes" },
} as const;

/** The menu beside the guides: what their first page lists, in its order. */
export function guideMenu(language: Language, pages: readonly Page[]): Item[] {
  const home = HOME_OF[language];
  const words = WORDS[language];
  const index = pages.find(({ path }) => path === `${home}guides/index.md`)?.text ?? "";
  const listed = Array.from(index.matchAll(LINK), ([, text = "", to = ""]) => ({
    text,
    link: `/${home}guides/${to.replace(/\.md$/, "")}`,
  }));
  const isFramework = ({ link }: { link: string }) => link.includes("/frameworks/");
  return [
    {
      text: "khipu-sdk",
      items: [
        { text: words.start, link: `/${home}start` },
        { text: words.examples, link: `/${home}examples` },
      ],
    },
    { text: words.guides, items: listed.filter((item) => !isFramework(item)) },
    { text: words.frameworks, items: listed.filter(isFramework) },
  ];
}

/** The menus beside the reference, by the address below which each is shown: one for each entry, with its exports. */
export function referenceMenus(language: Language, pages: readonly Page[]): Record<string, Item[]> {
  const base = `/${HOME_OF[language]}reference/`;
  const names = pages.map(({ path }) => path.replace(/^reference\//, ""));
  const entries = names
    .filter((name) => name.endsWith("/index.md"))
    .map((name) => posix.dirname(name));
  const all: Item = {
    text: WORDS[language].entries,
    items: entries.map((text) => ({ text, link: `${base}${text}/` })),
  };
  const menus = entries.map((entry): [string, Item[]] => {
    const kinds = Object.entries(KINDS).flatMap(([folder, title]): Item[] => {
      const items = names
        .filter((name) => posix.dirname(name) === `${entry}/${folder}`)
        .map((name) => posix.basename(name, ".md"))
        .map((text) => ({ text, link: `${base}${entry}/${folder}/${text}` }));
      return items.length === 0 ? [] : [{ text: title[language], items }];
    });
    const own: Item = { text: entry, link: `${base}${entry}/`, items: kinds };
    return [`${base}${entry}/`, [own, { ...all }]] as const;
  });
  return { [base]: [all], ...Object.fromEntries(menus) };
}
