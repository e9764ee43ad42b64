import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT } from "../specs.js";

/** A document of the repository's, and where it stands on the site. */
export interface Place {
  /** Relative to the repository: `docs/cli.es.md`. */
  readonly document: string;
  /** Relative to the site: `es/guides/cli.md`. */
  readonly page: string;
  readonly language: Language;
}

/** The languages of the site. English stands at its root. */
export type Language = "en" | "es";

/** Where the pages of a language are. */
export const HOME_OF: Readonly<Record<Language, string>> = { en: "", es: "es/" };

/** What only people who work on the repository read. There is one language for them. */
const ENGLISH_ONLY = ["CHANGELOG.md", "docs/coverage.md", "docs/maintaining.md"];

/** Every document that becomes a page. What has no Spanish twin stands in both halves, so that no link of one leaves it. */
export function places(): Place[] {
  const folders = ["docs", "docs/frameworks"];
  const documents = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => posix.join(folder, name)),
  );
  const twins = ["README.md", "README.es.md", "examples/README.md", "examples/README.es.md"];
  return [...twins, ...documents, "CHANGELOG.md"].flatMap((document): Place[] => {
    if (!existsSync(join(ROOT, document))) throw new Error(`${document} is not there`);
    const page = pageOf(document);
    const english: Place = { document, page, language: "en" };
    const spanish: Place = { document, page: HOME_OF.es + page, language: "es" };
    if (ENGLISH_ONLY.includes(document)) return [english, spanish];
    return document.endsWith(".es.md") ? [spanish] : [english];
  });
}

function pageOf(document: string): string {
  const twin = document.replace(/\.es\.md$/, ".md");
  if (twin === "README.md") return "start.md";
  if (twin === "CHANGELOG.md") return "changelog.md";
  if (twin === "examples/README.md") return "examples.md";
  return twin.replace(/^docs\//, "guides/").replace(/README\.md$/, "index.md");
}
