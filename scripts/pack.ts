/** `npm run pack`: builds, and leaves every package that is published in `.cache/packages`, as npm gets it. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packOurs } from "./package/pack.js";
import { run } from "./package/run.js";
import { ROOT } from "./specs.js";

const FOLDER = join(ROOT, ".cache/packages");

run(ROOT, "npm", "run", "build");
// What an earlier version left is not published.
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const { tarball } of packOurs(FOLDER)) console.log(tarball);
