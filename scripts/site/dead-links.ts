import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A page as it was built: what it links to, and what can be linked to in it. */
interface Built {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/**
 * Links of a built site that lead nowhere on it: to a file that is not there, or to a heading that a page has not got.
 *
 * @param base Where the site stands on its host: `/` or `/khipu-sdk/`.
 */
export function deadLinks(site: string, base: string): string[] {
  const names = readdirSync(site, { recursive: true, encoding: "utf8" });
  const pages = new Map(
    names
      .filter((name) => name.endsWith(".html"))
      .map((name) => [name, read(join(site, name))] as const),
  );
  return [...pages].flatMap(([name, { links }]) =>
    [...new Set(links)]
      .filter((link) => !isAlive(site, base, pages, name, link))
      .map((link) => `${name}: ${link}`),
  );
}

function isAlive(
  site: string,
  base: string,
  pages: ReadonlyMap<string, Built>,
  from: string,
  link: string,
): boolean {
  const { pathname, hash } = new URL(link, `http://site${base}${from}`);
  if (!pathname.startsWith(base)) return false;
  const path = decodeURIComponent(pathname.slice(base.length));
  const file = path === "" || path.endsWith("/") ? posix.join(path, "index.html") : path;
  const page = pages.get(file);
  if (page === undefined) return existsSync(join(site, file));
  return hash === "" || page.anchors.has(decodeURIComponent(hash.slice(1)));
}

function read(path: string): Built {
  const html = readFileSync(path, "utf8");
  const links = Array.from(
    html.matchAll(/<(?:a|img|link|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g),
  );
  const anchors = Array.from(html.matchAll(/\s(?:id|name)="([^"]*)"/g));
  return {
    links: links.map(([, link = ""]) => unescaped(link)).filter((link) => !/^[a-z]+:/.test(link)),
    anchors: new Set(anchors.map(([, anchor = ""]) => unescaped(anchor))),
  };
}

function unescaped(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}
