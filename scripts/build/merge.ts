import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What `core.cjs` finds its own exports under, where nobody meets them by accident. */
const KEY = 'Symbol.for("khipu-sdk.core")';
/** How the bundler has the main entry load the core. */
const REQUIRE_CORE = /(?<=\bconst (?<name>\w+) = )require\((["'])\.\/core\.cjs\2\)/;

/**
 * Puts the core into the main CommonJS entry, so that requiring the package opens one file and not two:
 * it takes an eighth less. The other entries reach it through `core.cjs`, as before.
 */
export function mergeCore(dist: string): void {
  const core = readFileSync(join(dist, "core.cjs"), "utf8");
  const index = readFileSync(join(dist, "index.cjs"), "utf8");
  const name = REQUIRE_CORE.exec(index)?.groups?.["name"];
  if (name === undefined) throw new Error("index.cjs does not require core.cjs as it used to");
  if (/\brequire\(/.test(core)) throw new Error("core.cjs requires something: it cannot be merged");
  const merged = index.replace(
    REQUIRE_CORE,
    () => `((exports) => {\n${core}\nreturn exports;\n})({})`,
  );
  const handOn = `Object.defineProperty(exports, ${KEY}, { value: ${name} });\n`;
  writeFileSync(join(dist, "index.cjs"), merged + handOn);
  writeFileSync(join(dist, "core.cjs"), `module.exports = require("./index.cjs")[${KEY}];\n`);
}
