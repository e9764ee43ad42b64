const base = {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "tsconfig.json", diagnostics: false }],
  },
  setupFilesAfterEnv: ["<rootDir>/test/setup.ts"],
  testTimeout: 20_000,
};
const relative = { "^(\\.{1,2}/.*)\\.js$": "$1" };

/** Two projects: everything with node:crypto, and what signs once more with WebCrypto. */
export default {
  // jest leaves one core alone, which on a machine of two is half of it.
  maxWorkers: "100%",
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
      ],
    },
    {
      ...base,
      displayName: "web",
      moduleNameMapper: { "^#crypto$": "<rootDir>/src/crypto/web.ts", ...relative },
      testMatch: ["<rootDir>/test/webhooks/**/*.test.ts", "<rootDir>/test/v2/**/*.test.ts"],
    },
  ],
};
