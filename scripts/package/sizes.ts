import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { SDK } from "../packages.js";
import { filesUnder } from "./content.js";
import { installedPath, type Lab, program } from "./lab.js";
import { run } from "./run.js";

/** A number that the package is held to. */
export interface Measure {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

const ONE_CALL = `
import { Khipu } from "khipu-sdk";
export const pay = (apiKey, params) => new Khipu({ apiKey }).payments.create(params);
`;
/** The same program with its types, for those who bench it. */
export const TYPED_CALL = `
import { Khipu } from "khipu-sdk";
const khipu = new Khipu({ apiKey: "a-key" });
export const created = khipu.payments.create({ amount: 1, currency: "CLP", subject: "x" });
`;
const VERIFY = 'export { verifyNotification } from "khipu-sdk/webhooks";';

/**
 * What the package may not grow past today. The goals are 6,144 bytes for a call, 1,400 for verifying and 700,000
 * installed, so these numbers are to fall. Of what is installed, the OpenAPI documents are 331,635, and that what is
 * required can be read 115,000; the entries of ORMs, MySQL, batch stores and OpenTelemetry came after the goal.
 */
const REACHED = { call: 8_760, verifyOnNode: 1_510, verifyElsewhere: 1_580, install: 1_145_000 };

/** Everything that has a limit in the design. */
export async function measures(lab: Lab): Promise<Measure[]> {
  const call = await bundledSize(lab.folder, ONE_CALL, "browser");
  const node = await bundledSize(lab.folder, VERIFY, "node");
  const web = await bundledSize(lab.folder, VERIFY, "browser");
  const install = installedSize(lab);
  const types = typesAdded(lab.folder, TYPED_CALL);
  return [
    { what: "Khipu and one call, minified, gzip", value: call, limit: REACHED.call, unit: "bytes" },
    { what: "verify alone on Node, gzip", value: node, limit: REACHED.verifyOnNode, unit: "bytes" },
    {
      what: "verify alone elsewhere, gzip",
      value: web,
      limit: REACHED.verifyElsewhere,
      unit: "bytes",
    },
    {
      what: "installed",
      value: install,
      limit: REACHED.install,
      unit: "bytes",
    },
    { what: "types added to a program", value: types, limit: 100, unit: "types" },
  ];
}

/** What a bundler makes of some code that uses the installed package, compressed. */
export async function bundledSize(
  folder: string,
  contents: string,
  platform: "browser" | "node",
): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    platform,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

/** What a server installs: the SDK, which depends on nothing. */
function installedSize({ folder }: Lab): number {
  const files = filesUnder(installedPath(folder, SDK.name));
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** How many types a program has more than one without any package. */
export function typesAdded(folder: string, program: string): number {
  return typesOf(folder, "with", program) - typesOf(folder, "without", "export const x = 1;\n");
}

function typesOf(folder: string, name: string, source: string): number {
  const file = join(folder, `types-${name}.mts`);
  // Nothing but what the program imports: not what happens to lie in a node_modules/@types.
  const nowhere = join(folder, "no-types");
  mkdirSync(nowhere, { recursive: true });
  writeFileSync(file, source);
  const flags = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022"];
  const more = [
    "--lib",
    "es2023,dom",
    "--typeRoots",
    nowhere,
    "--skipLibCheck",
    "--extendedDiagnostics",
  ];
  const report = run(folder, program("tsc"), file, ...flags, ...more);
  const types = /^Types:\s+(\d+)/m.exec(report)?.[1];
  if (types === undefined) throw new Error("tsc did not say how many types there are");
  return Number(types);
}
