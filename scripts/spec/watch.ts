import { readLock } from "./lock.js";
import { MissingDocument, problemOf } from "./unusable.js";
import { update } from "./update.js";
import { markdownReportOf, reportOf } from "./update-report.js";

/** An address that a page names, and that may be wrong: no week goes wrong by it. */
const NEVER_SEEN = "it was never read from there, so look whether the address is right";

/** What a look at every document came to. */
export interface Watched {
  /** What changed, for a pull request; empty when nothing did. */
  readonly markdown: string;
  /** Whether every document that was ever there could be read, and taken over if it changed. */
  readonly isGood: boolean;
}

/**
 * Takes over what changed of every document under `root` that has an address, one after the other: one
 * that cannot be read or generated from does not stop the rest. Nothing at an address that no version was ever
 * read from is told, and is no failure.
 *
 * With types or tests that fail a version is taken over all the same: the pull request is where a person
 * mends them.
 */
export async function watch(
  root: string,
  today: string,
  say: (line: string) => void,
): Promise<Watched> {
  const parts: string[] = [];
  let isGood = true;
  for (const [id, { url, how }] of Object.entries(readLock(root))) {
    if (url === null) continue;
    try {
      const result = await update(root, url, { api: id, accept: true, skipChecks: false, today });
      if (result.alreadyTaken !== undefined) {
        say(`${id} has not changed since it was taken on ${result.alreadyTaken}`);
        continue;
      }
      say(reportOf(result));
      isGood &&= result.written.length > 0;
      parts.push(markdownReportOf(result));
    } catch (error) {
      const isUnseen = how === "transcribed" && error instanceof MissingDocument;
      isGood &&= isUnseen;
      const problem = isUnseen ? `${problemOf(error)}; ${NEVER_SEEN}` : problemOf(error);
      say(`${id}: ${problem}`);
      parts.push(`### ${id} could not be read\n\n${problem}\n`);
    }
  }
  return { markdown: parts.join("\n"), isGood };
}
