import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Language } from "../language.js";

/** A part of a guide, under one heading. */
export interface Section {
  /** `docs/refunds.md`. */
  readonly page: string;
  readonly title: string;
  readonly text: string;
}

interface Indexed extends Section {
  readonly inTitle: ReadonlySet<string>;
  /** How often each word occurs. */
  readonly words: ReadonlyMap<string, number>;
}

const LONGEST_TEXT = 2_500;

/** Pages for who works on these packages. */
const NO_GUIDES = /^(?:coverage|maintaining|benchmarks)\b/;

/** Whether a file of the folder is for who uses the packages. */
export function isGuide(page: string): boolean {
  return page.endsWith(".md") && !NO_GUIDES.test(page);
}

/** The guides, searched by words. They lie beside the program, so nothing is asked of any network. */
export class DocsIndex {
  readonly #sections: readonly Indexed[];

  constructor(folder = docsFolder()) {
    const pages = readdirSync(folder, { recursive: true, encoding: "utf8" });
    this.#sections = pages
      .filter(isGuide)
      .sort()
      .flatMap((page) => sectionsOf(`docs/${page}`, readFileSync(join(folder, page), "utf8")));
  }

  /** The sections that a question is likeliest about, the best first. A rare word says more than a common one. */
  search(question: string, language: Language, most = 5): Section[] {
    const sections = this.#sections.filter(
      ({ page }) => page.endsWith(".es.md") === (language === "es"),
    );
    const terms = [...new Set(wordsOf(question))].map((term) => {
      const having = sections.filter(({ words }) => words.has(term)).length;
      return { term, weight: Math.log(1 + sections.length / (1 + having)) };
    });
    return sections
      .map((section) => ({ section, score: scoreOf(section, terms) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ section: { page, title, text } }) => ({
        page,
        title,
        text: text.slice(0, LONGEST_TEXT),
      }));
  }
}

function scoreOf(
  { words, inTitle }: Indexed,
  terms: readonly { readonly term: string; readonly weight: number }[],
): number {
  let score = 0;
  for (const { term, weight } of terms) {
    const count = words.get(term) ?? 0;
    score += weight * ((count > 0 ? count / (count + 1) : 0) + (inTitle.has(term) ? 1 : 0));
  }
  return score;
}

function sectionsOf(page: string, markdown: string): Indexed[] {
  const [, name = page] = /^# (.+)$/m.exec(markdown) ?? [];
  return markdown.split(/^(?=#{1,3} )/m).map((text) => {
    const [, heading = name] = /^#+ (.+)$/m.exec(text) ?? [];
    const title = heading === name ? name : `${name}: ${heading}`;
    const words = new Map<string, number>();
    for (const word of wordsOf(text)) words.set(word, (words.get(word) ?? 0) + 1);
    return { page, title, text, words, inTitle: new Set(wordsOf(title)) };
  });
}

/** Words without accents and capitals, names of code as they are written, none of a letter or two. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[a-z\d_]{3,}/g) ?? [];
}

/** The nearest folder `docs` above this file: the repository's own, or the one that is packed with the program. */
function docsFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, "docs", "cli.md"))) return join(at, "docs");
  }
  throw new Error("the guides are not where this program is installed: install it again");
}
