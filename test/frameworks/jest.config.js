import root from "../../jest.config.js";

const { projects, ...settings } = root;

/** What needs the frameworks of this folder's own package: `npm ci` here first. */
export default {
  ...settings,
  ...projects[0],
  rootDir: "../..",
  // Next.js builds an application first.
  testTimeout: 120_000,
  displayName: "frameworks",
  testMatch: ["<rootDir>/test/frameworks/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
