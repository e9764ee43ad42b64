import { defineConfig, type UserConfig } from "tsdown";
import { finishBuild } from "./scripts/build/finish.js";
import { noteLicences } from "./scripts/build/licences.js";
import { ownEntries } from "./scripts/build/own-entries.js";
import { type Entry, entryPoints, programs } from "./scripts/entries.js";

const CRYPTO = { "crypto-node": "src/crypto/node.ts", "crypto-web": "src/crypto/web.ts" };
const entries = entryPoints();
const forImport = entries.filter(({ isBuiltOnce }) => !isBuiltOnce);

/** Chosen when the package is installed, by the runtime's condition: never bundled. */
const BY_RUNTIME = ["#crypto", /^node:/];

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
    test: /\/(?:src\/(?:duration|errors|http|khipu|lifecycle|observe|options|resources|stores\/(?:guard|settle-once)|version|wait-for)|generated\/(?:instant-payments\.v3|automatic-payments\.v1)\/calls)/,
  },
  { name: "stores/shared", test: /\/src\/stores\// },
  { name: "shared", test: /\/src\/(?!simulator|cli)/ },
].map((group) => ({ ...group, minShareCount: 2 }));

const code: UserConfig = {
  ...shared,
  dts: false,
  plugins: [noteLicences],
  // Loading openapi-fetch as a package of its own takes longer than all of ours together.
  deps: { neverBundle: BY_RUNTIME, alwaysBundle: ["openapi-fetch"] },
  // The comments are in the types, where editors look.
  outputOptions: {
    comments: { jsdoc: false },
    codeSplitting: { groups },
  },
};

/** Half the size on disk. The names stay: they are what a stack trace says. */
const minify = (removeWhitespace: boolean) =>
  ({
    mangle: { keepNames: true },
    compress: { keepNames: { class: true, function: true } },
    codegen: { removeWhitespace },
  }) satisfies UserConfig["minify"];

/** What `raw` hands out is openapi-fetch's, and so are its types. */
const types: UserConfig = {
  ...shared,
  entry: sources(entries),
  format: "esm",
  dts: { emitDtsOnly: true },
  deps: { neverBundle: [...BY_RUNTIME, "openapi-fetch"] },
};

const esm: UserConfig = {
  ...code,
  format: "esm",
  entry: { ...sources(forImport), ...CRYPTO },
  // With the white space would go what tells bundlers which code is free of side effects.
  minify: minify(false),
};
const cjs: UserConfig = {
  ...code,
  format: "cjs",
  entry: { ...sources(entries), ...CRYPTO },
  minify: minify(true),
};
/** Apart from the rest: it loads the package as everybody does, and its own pieces as it needs them. */
const bin: UserConfig = {
  ...code,
  format: "cjs",
  entry: sources(programs()),
  plugins: [ownEntries, noteLicences],
  outputOptions: { comments: { jsdoc: false }, chunkFileNames: "cli/[name].cjs" },
  minify: minify(true),
};
const builds = [esm, cjs, types, bin];
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
