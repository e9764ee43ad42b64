import root from "../../jest.config.js";

const [node] = root.projects;

/** What needs the frameworks of this folder's own package: `npm ci` here first. */
export default {
  ...node,
  rootDir: "../..",
  displayName: "frameworks",
  transform: {
    "^.+\\.ts$": [
      "ts-jest",
      { useESM: true, tsconfig: "test/frameworks/tsconfig.json", diagnostics: false },
    ],
  },
  testMatch: ["<rootDir>/test/frameworks/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 120_000,
};
