const base = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  testRunner: "<rootDir>/scripts/jest/jest-circus.mjs",
  transform: { "^.+\\.ts$": "<rootDir>/scripts/jest/transform.mjs" },
  setupFilesAfterEnv: ["<rootDir>/test/setup.ts"],
};
const relative = { "^(\\.{1,2}/.*)\\.js$": "$1" };

/** Two projects: everything with node:crypto, and what signs once more with WebCrypto. */
export default {
  // jest leaves one core alone, which on a machine of two is half of it.
  maxWorkers: "100%",
  // Read here only, not in a project. It is the patience with a busy machine; no test waits for it.
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: "node",
      moduleNameMapper: { "^#crypto$": "<rootDir>/src/crypto/node.ts", ...relative },
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "<rootDir>/test/consumers/",
        "<rootDir>/test/services/",
        "<rootDir>/test/frameworks/",
        "<rootDir>/test/browser/",
        "<rootDir>/test/package/",
        "<rootDir>/test/spec/",
      ],
    },
    {
      ...base,
      displayName: "web",
      moduleNameMapper: { "^#crypto$": "<rootDir>/src/crypto/web.ts", ...relative },
      testMatch: ["<rootDir>/test/webhooks/**/*.test.ts", "<rootDir>/test/v2/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        // What signs is held there by itself; this is every operation once more.
        "<rootDir>/test/v2/wire.test.ts",
        // They end before anything is signed or compared.
        "<rootDir>/test/webhooks/handlers/(callbacks|options|unsigned|verify-options).test.ts",
      ],
    },
  ],
};
