import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { LOCK, readLock, sha256Of } from "../../scripts/spec/lock.js";
import { ROOT, SPECS } from "../../scripts/specs.js";

const lock = readLock(ROOT);

/** What to do when it fails: look at what changed in the document, then `npm run spec:lock`. */
describe(LOCK, () => {
  test("has an entry for each document, and no other", () => {
    expect(Object.keys(lock)).toEqual(SPECS.map(({ id }) => id));
  });

  test.each(SPECS)("holds version and hash of $document", ({ id, document }) => {
    const bytes = readFileSync(join(ROOT, document));
    const { info } = parse(bytes.toString()) as { info: { version: string } };

    expect(lock[id]).toMatchObject({ version: info.version, documentSha256: sha256Of(bytes) });
  });

  test.each(Object.entries(lock))("tells of %s how it was taken, and when", (_, locked) => {
    expect(locked).toEqual({
      page: locked.page === null ? null : expect.stringMatching(/^https:\/\/docs\.khipu\.com\//),
      url: locked.url === null ? null : expect.stringMatching(/^https:\/\/docs\.khipu\.com\/\S+$/),
      version: expect.stringMatching(/^v\d/),
      taken: expect.stringMatching(/^20\d\d-[01]\d-[0-3]\d$/),
      how: expect.stringMatching(/^(?:transcribed|downloaded)$/),
      documentSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test("has at least one document that can be watched", () => {
    expect(Object.values(lock).filter(({ url }) => url !== null).length).toBeGreaterThan(0);
  });
});
