import root from "../../jest.config.js";

const { projects, ...settings } = root;
const [node] = projects;

/** One project, since Stryker knows no other. scripts/mutation.ts says which tests. */
export default {
  ...settings,
  ...node,
  // Asking for watchman starts a process for each change.
  watchman: false,
  rootDir: "../..",
  testRunner: "<rootDir>/scripts/mutation/jest-circus.mjs",
  // Many a change makes a test wait for ever: a third of the usual patience is enough to know.
  testTimeout: 10_000,
  moduleNameMapper: {
    "/runner\\.js$": "<rootDir>/scripts/mutation/runner.ts",
    ...node.moduleNameMapper,
  },
  testMatch: JSON.parse(process.env.MUTATION_TESTS ?? "[]"),
  testPathIgnorePatterns: ["/node_modules/"],
};
