/** Said by scripts/mutation.ts. */
const folder = process.env.MUTATED_FOLDER ?? "";
const cache = `.cache/mutation/${folder}`;

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  plugins: ["@stryker-mutator/*", "./scripts/mutation/file-by-file.mjs"],
  testRunner: "jest-file-by-file",
  jest: { configFile: "scripts/mutation/jest.config.mjs", enableFindRelatedTests: false },
  testRunnerNodeArgs: ["--experimental-vm-modules", "--no-warnings=ExperimentalWarning"],
  coverageAnalysis: "perTest",
  mutate: [`src/${folder}/**/*.ts`],
  ignorePatterns: [
    "/dist",
    "/docs",
    "/examples",
    "/packages",
    "/bench",
    "/coverage",
    "/.cache",
    "/test/browser",
  ],
  // A busy machine is no timeout.
  timeoutMS: 30_000,
  tempDirName: `${cache}/sandbox`,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `${cache}/report.json` },
  // Its copies of the sources are not type-checked.
  disableTypeChecks: false,
};
