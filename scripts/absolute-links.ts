/**
 * `tsx scripts/absolute-links.ts https://github.com/owner/name`: makes the READMEs that are published link to the
 * repository's files of this version, so that no link is dead for who reads them on npm or in `node_modules`. The workflow
 * of a release runs it in its own copy; nothing of it is committed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { manifestOf, PACKAGES, SDK } from "./packages.js";
import { linked } from "./site/guides.js";
import { ROOT } from "./specs.js";

/** A document whose links say the whole address. Pictures are linked as they are, not as the page that shows them. */
export function withAbsoluteLinks(text: string, document: string, repository: string): string {
  const tag = `v${manifestOf(SDK).version}`;
  return linked(text, ({ isPicture, words, to, heading }) => {
    const target = posix.join(posix.dirname(document), to);
    const address = `${repository}/${isPicture ? "raw" : "blob"}/${tag}/${target}${heading}`;
    return `${isPicture ? "!" : ""}[${words}](${address})`;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [repository = ""] = process.argv.slice(2);
  if (!/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(repository)) {
    throw new Error(
      `"${repository}" is not the address of a repository, such as https://github.com/owner/name`,
    );
  }
  for (const { folder } of PACKAGES) {
    for (const name of ["README.md", "README.es.md"]) {
      const file = join(folder, name);
      const document = relative(ROOT, file);
      writeFileSync(file, withAbsoluteLinks(readFileSync(file, "utf8"), document, repository));
    }
  }
}
