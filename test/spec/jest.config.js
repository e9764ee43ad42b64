import root from "../../jest.config.js";

const { projects, ...settings } = root;

/** The tools that take over, compare and generate: rehearsed in copies of the repository, which takes its time. */
export default {
  ...settings,
  ...projects[0],
  rootDir: "../..",
  displayName: "spec",
  testMatch: ["<rootDir>/test/spec/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
