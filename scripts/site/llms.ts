import type { Page } from "./guides.js";
import type { Item } from "./menu.js";

/** What the site says to agents, as https://llmstxt.org describes it. */
export interface Llms {
  /** The index: every page in a line. */
  readonly index: string;
  /** The guides and the reference of what does something, in one text. */
  readonly full: string;
}

/** Classes, functions and the resources of a client. The types of single bodies would triple the text. */
const DOES_SOMETHING = /\/(?:classes|functions)\/|^## Methods$/m;

/**
 * `llms.txt` and `llms-full.txt`, from the English pages.
 *
 * @param summary One sentence on what the package is.
 */
export function llmsTexts(
  summary: string,
  menu: readonly Item[],
  guides: readonly Page[],
  reference: readonly Page[],
): Llms {
  const head = `# khipu-sdk\n\n> ${summary}\n`;
  const sections = menu.map(({ text, items = [] }) => {
    const lines = items.map(
      (item) => `- [${item.text}](.${item.link ?? ""}.md)${about(item, guides)}`,
    );
    return `\n## ${text}\n\n${lines.join("\n")}\n`;
  });
  const entries = reference.filter(({ path }) => /^reference\/.+\/index\.md$/.test(path));
  const names = entries.map(({ path }) => `- [${entryOf(path)}](./${path})`);
  const english = guides.filter(({ path }) => !path.startsWith("es/"));
  const told = reference.filter(
    ({ path, text }) => DOES_SOMETHING.test(path) || DOES_SOMETHING.test(text),
  );
  return {
    index: `${head}${sections.join("")}\n## Reference\n\n${names.join("\n")}\n`,
    full: [
      head,
      ...[...english, ...told].map(({ path, text }) => `<!-- ${path} -->\n\n${text.trim()}\n`),
    ].join("\n"),
  };
}

/** What the guides' first page says that a guide is for. */
function about({ link = "" }: Item, pages: readonly Page[]): string {
  const index = pages.find(({ path }) => path === "guides/index.md")?.text ?? "";
  const name = link.replace("/guides/", "./");
  const row = index.split("\n").find((line) => line.includes(`](${name}.md) `)) ?? "";
  const [, , purpose = ""] = row.split("|");
  return purpose.trim() === "" ? "" : `: ${purpose.trim()}`;
}

function entryOf(path: string): string {
  return path.replace(/^reference\//, "").replace(/\/index\.md$/, "");
}
