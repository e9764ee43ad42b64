/** Spelling of documents and sources, in English and Spanish. Words of our own are in `site/words.txt` and `words-es.txt`. */
import { spawnSync } from "node:child_process";
import { ROOT } from "./specs.js";
import { installTools, SITE } from "./site/tools.js";

installTools();
const flags = ["--config", "cspell.json", "--root", ROOT, "--no-progress", "--no-summary"];
const { status } = spawnSync("npx", ["cspell", "lint", ...flags], { cwd: SITE, stdio: "inherit" });
process.exitCode = status ?? 1;
