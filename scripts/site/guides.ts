import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT } from "../specs.js";
import { type Place, places } from "./places.js";

/** A page of the site, as Markdown. */
export interface Page {
  /** Relative to the site: `es/guides/cli.md`. */
  readonly path: string;
  readonly text: string;
}

/** How a reader of the repository finds a document's twin: the site has a menu for it. */
const TWIN = /^\[(?:Español|English|En español|In English)\]\([^)]+\)(?: · )?/m;
/** A link or a picture of the repository's, or a fence, in which nothing is one. */
const LINK_OR_FENCE =
  /^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2 *$|(!?)\[((?:[^[\]]|\[[^\]]*\]\([^)]*\))*)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)/gm;

/**
 * The documents as pages: links lead to pages. What is not on the site is linked in the repository, where one is named,
 * and otherwise only called by its name.
 *
 * @param repository `https://github.com/owner/name/blob/v1.2.3`
 */
export function guidePages(repository?: string): Page[] {
  const all = places();
  return all.map((place) => ({
    path: place.page,
    text: linked(read(place.document).replace(TWIN, ""), (link) =>
      linkTo(link, place, all, repository),
    ),
  }));
}

/** The pictures that the documents show, relative to the repository. */
export function pictures(): string[] {
  const shown = new Set<string>();
  for (const { document } of places()) {
    linked(read(document), (link) => {
      if (link.isPicture) shown.add(posix.join(posix.dirname(document), link.to));
      return "";
    });
  }
  return [...shown];
}

/** A link of a document's to something in the repository. */
export interface Link {
  readonly isPicture: boolean;
  readonly words: string;
  readonly to: string;
  /** With its `#`, or nothing. */
  readonly heading: string;
}

/** A text with its links into the repository written anew; what is in a fence stays. */
export function linked(text: string, write: (link: Link) => string): string {
  return text.replaceAll(LINK_OR_FENCE, (all: string, ...groups: (string | undefined)[]) => {
    const [, fence, mark, words = "", to = "", heading = ""] = groups;
    return fence === undefined ? write({ isPicture: mark === "!", words, to, heading }) : all;
  });
}

function linkTo(link: Link, from: Place, all: readonly Place[], repository?: string): string {
  const { words, to, heading } = link;
  const target = posix.join(posix.dirname(from.document), to);
  if (link.isPicture) return `![${words}](${relative(from.page, pictureAt(target))})`;
  const found =
    all.find((place) => place.document === target && place.language === from.language) ??
    all.find((place) => place.document === target);
  if (found) return `[${words}](${relative(from.page, found.page)}${heading})`;
  if (!existsSync(join(ROOT, target))) throw new Error(`${from.document} links to ${to}`);
  return repository === undefined ? words : `[${words}](${repository}/${target}${heading})`;
}

/** Where a picture of the repository's stands on the site. */
export function pictureAt(path: string): string {
  return posix.join("images", posix.basename(path));
}

function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
