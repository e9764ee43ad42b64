import root from "../../jest.config.js";

const { projects, ...settings } = root;
const [node] = projects;

/** One project, since Stryker knows no other. scripts/mutation.ts says which tests. */
export default {
  ...settings,
  ...node,
  rootDir: "../..",
  moduleNameMapper: {
    "/runner\\.js$": "<rootDir>/scripts/mutation/runner.ts",
    ...node.moduleNameMapper,
  },
  testMatch: JSON.parse(process.env.MUTATION_TESTS ?? "[]"),
  testPathIgnorePatterns: ["/node_modules/"],
};
