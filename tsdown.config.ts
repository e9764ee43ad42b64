import { defineConfig, type UserConfig } from "tsdown";
import { finishBuild } from "./scripts/build/finish.js";
import { noteLicences } from "./scripts/build/licences.js";
import { ownEntries, ownTypes } from "./scripts/build/own-entries.js";
import { type Entry, entryPoints, programs } from "./scripts/entries.js";
import { SDK, SIMULATOR } from "./scripts/packages.js";

const CRYPTO = { "crypto-node": "src/crypto/node.ts", "crypto-web": "src/crypto/web.ts" };
const entries = entryPoints(SDK);
const once = entries.filter(({ isBuiltOnce }) => isBuiltOnce);
const twice = entries.filter(({ isBuiltOnce }) => !isBuiltOnce);

/**
 * Never bundled. The first is chosen by the runtime's condition when the package is installed; the API of OpenTelemetry
 * is the user's own.
 */
const OUTSIDE = ["#crypto", "@opentelemetry/api", /^node:/];

/**
 * What `import` loads is minified, to half of its size. The names stay: they are what a stack trace says. With the white space
 * go the comments which tell bundlers that a call is pure, so nothing at the top of a module of ours needs one.
 *
 * What `require` loads is as the compiler leaves it: each line of a stack trace is a line that can be read, under the name
 * of its source. Maps would be larger than the code, and Node ignores them unless told.
 */
const MINIFY: UserConfig["minify"] = {
  mangle: { keepNames: true },
  compress: { keepNames: { class: true, function: true } },
};

const shared: UserConfig = {
  platform: "neutral",
  target: "es2022",
  fixedExtension: true,
  hash: false,
  sourcemap: false,
};

/**
 * What several entries use is one file, because opening a file costs a millisecond and reading it next to
 * nothing. `core` is what the main entry needs; what needs `#crypto` too is kept out of it. Bundlers take
 * out of both what they need.
 */
const groups = [
  {
    name: "core",
    test: /\/(?:src\/(?:duration|errors|http|khipu|lifecycle|observe|options|resources|stores\/(?:guard|settle-once)|verdict|version|wait-for)|generated\/(?:instant-payments\.v3|automatic-payments\.v1)\/calls)/,
  },
  { name: "shared", test: /\/src\// },
].map((group) => ({ ...group, minShareCount: 2 }));

// The comments are in the types, where editors look.
const WITHOUT_COMMENTS = { jsdoc: false };

const code: UserConfig = {
  ...shared,
  dts: false,
  plugins: [noteLicences(SDK)],
  deps: { neverBundle: OUTSIDE },
  outputOptions: { comments: WITHOUT_COMMENTS, codeSplitting: { groups } },
};

const types: UserConfig = {
  ...shared,
  entry: sources(entries),
  format: "esm",
  dts: { emitDtsOnly: true },
  plugins: [noteLicences(SDK)],
  deps: { neverBundle: OUTSIDE },
  // Apart, so that what is ours can be held to our rules.
  outputOptions: {
    codeSplitting: { groups: [{ name: "openapi-fetch.d", test: /\/node_modules\/openapi-/ }] },
  },
};

const esm: UserConfig = {
  ...code,
  format: "esm",
  minify: MINIFY,
  entry: { ...sources(twice), ...CRYPTO },
};
const cjs: UserConfig = {
  ...code,
  format: "cjs",
  entry: { ...sources(twice), ...CRYPTO },
};
const stores: UserConfig = {
  ...cjs,
  entry: sources(once),
  outputOptions: {
    comments: WITHOUT_COMMENTS,
    codeSplitting: { groups: [{ name: "stores/shared", test: /\/src\//, minShareCount: 2 }] },
  },
};

/** Only Node runs it, so one format is enough; a module that hands it on is for `import`. */
const simulator: UserConfig = {
  ...shared,
  outDir: SIMULATOR.dist,
  format: "cjs",
  dts: false,
  plugins: [ownEntries, noteLicences(SIMULATOR)],
  deps: { neverBundle: [/^node:/] },
};
const simulatorEntry: UserConfig = {
  ...simulator,
  entry: sources(entryPoints(SIMULATOR)),
  outputOptions: { comments: WITHOUT_COMMENTS },
};
/** Apart from the rest, so that each command loads its own pieces as it needs them. */
const bin: UserConfig = {
  ...simulator,
  entry: sources(programs(SIMULATOR)),
  outputOptions: { comments: WITHOUT_COMMENTS, chunkFileNames: "cli/[name].cjs" },
};
const simulatorTypes: UserConfig = {
  ...types,
  outDir: SIMULATOR.dist,
  entry: sources(entryPoints(SIMULATOR)),
  plugins: [ownTypes],
};
const builds = [esm, cjs, stores, types, simulatorEntry, bin, simulatorTypes];
let left = builds.length;

export default defineConfig(
  builds.map((build) => ({ ...build, hooks: { "build:done": finishAfterTheLast } })),
);

/** They run side by side. */
function finishAfterTheLast(): void {
  left -= 1;
  if (left === 0) finishBuild();
}

function sources(of: readonly Entry[]): Record<string, string> {
  return Object.fromEntries(of.map(({ output, source }) => [output, source]));
}
