import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entryPoints } from "./entries.js";
import { closeLab, openLab } from "./package/lab.js";
import { run } from "./package/run.js";
import { type Compiler, COMPILERS, installTools, programOf } from "./package/runtimes.js";
import { SDK } from "./packages.js";

const STRICT = ["--strict", "--exactOptionalPropertyTypes", "--declaration", "--noEmit"];
const PLATFORM = ["--target", "es2022", "--lib", "es2022,dom", "--types", "node"];
const WITH_LIBRARIES = ["--skipLibCheck", "false"];

/** That the types are not `any`, which an import that is not found would be. */
const USE = `
import { Khipu, type Payment } from "khipu-sdk";
import { webhookHandler } from "khipu-sdk/webhooks";
import { memoryStore } from "khipu-sdk/stores/memory";
export const read = (id: string): Promise<Payment> => new Khipu({ apiKey: "a-key" }).payments.get(id);
// @ts-expect-error an amount is asked for
export const refused = new Khipu({ apiKey: "a-key" }).payments.create({ currency: "CLP", subject: "x" });
export const handler = webhookHandler({
  secret: "a-secret",
  store: memoryStore(),
  expect: () => ({ receiver_id: 1, transaction_id: "1042", amount: 5900, currency: "CLP" }),
  onPaid: () => undefined,
  onError: () => undefined,
});
`;

installTools();
const lab = openLab();
try {
  for (const compiler of COMPILERS) tryCompiler(compiler);
} finally {
  closeLab(lab);
}

/** Every entry, as a program of each kind of module imports it, with nothing of the declarations left unchecked. */
function tryCompiler(compiler: Compiler): void {
  const { name, resolution, takesRaw } = compiler;
  const entries = entryPoints(SDK).map((entry) => entry.name);
  const checked = takesRaw ? entries : entries.filter((entry) => !entry.endsWith("/raw"));
  const older = resolution === "node" ? "commonjs" : "esnext";
  compile(`${name}: every entry, nodenext`, compiler, checked, "nodenext", "nodenext");
  compile(`${name}: every entry, ${resolution}`, compiler, checked, older, resolution);
  if (takesRaw) return;
  compile(`${name}: raw, with skipLibCheck`, compiler, entries, "nodenext", "nodenext", [
    "--skipLibCheck",
  ]);
}

function compile(
  what: string,
  compiler: Compiler,
  entries: readonly string[],
  module: string,
  resolution: string,
  libraries = WITH_LIBRARIES,
): void {
  const folder = join(lab.folder, "compilers");
  mkdirSync(folder, { recursive: true });
  const lines = entries.map((entry, index) => `export * as m${index} from "${entry}";\n`);
  writeFileSync(join(folder, "program.ts"), lines.join("") + USE);
  const how = ["--module", module, "--moduleResolution", resolution, ...libraries];
  const args = [programOf(compiler), "program.ts", ...STRICT, ...PLATFORM, ...how];
  try {
    run(folder, process.execPath, ...args);
    console.log(`compilers: ok      ${what}`);
  } catch (error) {
    console.error(`compilers: FAILED  ${what}`);
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
