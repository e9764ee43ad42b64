/** `npm version <version>` runs it: package.json has the version, and what repeats it is written from there. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { manifestOf, SDK, SIMULATOR } from "./packages.js";
import { ROOT } from "./specs.js";

const { version } = manifestOf(SDK);
const simulator = manifestOf(SIMULATOR);
const dependencies = { ...simulator.dependencies, [SDK.name]: version };

write(
  join(SIMULATOR.folder, "package.json"),
  `${JSON.stringify({ ...simulator, version, dependencies }, undefined, 2)}\n`,
);
write(
  join(ROOT, "src/version.ts"),
  `/** This package's version; a test holds it against package.json. */\nexport const VERSION = "${version}";\n`,
);

function write(path: string, text: string): void {
  writeFileSync(path, text);
  console.log(path);
}
